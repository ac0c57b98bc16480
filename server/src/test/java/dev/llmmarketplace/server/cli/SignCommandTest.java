package dev.llmmarketplace.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.ManifestSignature;
import dev.llmmarketplace.core.publishing.signature.Ed25519Key;
import dev.llmmarketplace.server.cli.Commands.Result;
import dev.llmmarketplace.server.json.Document;
import dev.llmmarketplace.server.json.Syntax;
import dev.llmmarketplace.server.manifest.CanonicalManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignCommandTest {
    @TempDir
    Path directory;

    private Path key;

    @BeforeEach
    void aKey() {
        key = directory.resolve("key.pem");
        assertThat(Commands.bare("publisher-keys", "generate", key.toString()).exitCode())
                .isZero();
    }

    @Test
    void aKeyIsReadByItsOwnerOnlyAndNeverOverwritten() throws IOException {
        assertThat(Files.getPosixFilePermissions(key))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(Commands.bare("publisher-keys", "generate", key.toString()).exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void yamlIsSignedAndOtherwiseNotTouched() throws IOException {
        String text = "provider: acme # us\nname: chat\nversion: 1.0.0\ntext: |\n  a\n\n  b";
        assertThat(verified(text, Syntax.YAML, "manifest.yaml")).startsWith(text + "\n");
    }

    @Test
    void jsonIsSignedToo() throws IOException {
        assertThat(verified(
                        "{\"provider\": \"acme\", \"name\": \"chat\", \"version\": \"1.0.0\"}\n",
                        Syntax.JSON,
                        "m.json"))
                .startsWith("{\"provider\": \"acme\"");
    }

    private String verified(String text, Syntax syntax, String name) throws IOException {
        Path file = Files.writeString(directory.resolve(name), text);
        Result result = Commands.bare("sign", file.toString(), "--key", key.toString());
        assertThat(result.exitCode()).isZero();
        JsonNode tree = Document.read(result.out().getBytes(StandardCharsets.UTF_8), syntax)
                .root();
        CanonicalManifest canonical = CanonicalManifest.of(tree);
        Ed25519Key known = Ed25519Key.parse(Files.readString(key).replaceAll("(?s).*(?=-----BEGIN PUBLIC)", ""))
                .orElseThrow();
        assertThat(tree.at("/signature/key").asText()).isEqualTo(known.fingerprint());
        assertThat(known.verifies(
                        ManifestSignature.statement("acme/chat", "1.0.0", canonical.digest(), canonical.size()),
                        tree.at("/signature/value").asText()))
                .isTrue();
        return result.out();
    }

    @Test
    void whatIsSignedIsNotSignedAgain() throws IOException {
        Path file = Files.writeString(directory.resolve("m.json"), "{\"signature\": {}}");
        Result result = Commands.bare("sign", file.toString(), "--key", key.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.err()).contains("signed already");
    }

    @Test
    void aFileWithoutThePublicKeyIsExplained() throws IOException {
        Files.writeString(key, Files.readString(key).replaceAll("(?s)-----BEGIN PUBLIC.*", ""));
        Path file = Files.writeString(directory.resolve("m.json"), "{}");
        Result result = Commands.bare("sign", file.toString(), "--key", key.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("openssl pkey -in");
    }
}
