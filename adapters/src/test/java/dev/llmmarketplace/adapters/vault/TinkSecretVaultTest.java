package dev.llmmarketplace.adapters.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.core.kernel.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TinkSecretVaultTest {
    private static final Secret CREDENTIAL = new Secret("sk-übersecret");

    @TempDir
    private Path directory;

    @Test
    void whatWasSealedOpensAfterARestart() {
        byte[] sealed = vault().seal(CREDENTIAL, "service:1");

        assertThat(vault().open(sealed, "service:1")).isEqualTo(CREDENTIAL);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("sk-");
    }

    @Test
    void theSameSecretNeverLooksTheSame() {
        assertThat(vault().seal(CREDENTIAL, "service:1")).isNotEqualTo(vault().seal(CREDENTIAL, "service:1"));
    }

    @Test
    void aSecretDoesNotOpenInAnotherContext() {
        byte[] sealed = vault().seal(CREDENTIAL, "service:1");

        assertThatThrownBy(() -> vault().open(sealed, "service:2")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aChangedSecretDoesNotOpen() {
        byte[] sealed = vault().seal(CREDENTIAL, "service:1");
        sealed[sealed.length - 1] ^= 1;

        assertThatThrownBy(() -> vault().open(sealed, "service:1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDamagedKeysetIsRefusedAndNotReplaced() throws IOException {
        vault();
        Path keyset = directory.resolve("secrets/vault-keyset.json");
        Files.writeString(keyset, "{}", StandardCharsets.UTF_8);

        assertThatThrownBy(this::vault).isInstanceOf(IllegalStateException.class);
        assertThat(keyset).hasContent("{}");
    }

    @Test
    void theKeysetIsReadableByItsOwnerAlone() throws IOException {
        vault();

        assertThat(Files.getPosixFilePermissions(directory.resolve("secrets")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(directory.resolve("secrets/vault-keyset.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private TinkSecretVault vault() {
        return TinkSecretVault.open(SecretDirectory.open(directory.resolve("secrets")));
    }
}
