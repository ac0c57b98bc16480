package dev.llmmarketplace.adapters.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretDirectoryTest {
    @TempDir
    private Path parent;

    @Test
    void aSecretIsMadeOnceAndThenStays() {
        byte[] pepper = secrets().bytes("key-pepper", 32);
        Secret password = secrets().password("database-password");

        assertThat(pepper).hasSize(32);
        assertThat(secrets().bytes("key-pepper", 32)).isEqualTo(pepper);
        assertThat(secrets().password("database-password")).isEqualTo(password);
    }

    @Test
    void allWhoAskAtOnceGetTheSameSecret() {
        SecretDirectory shared = secrets();
        for (int round = 0; round < 20; round++) {
            String name = "secret-" + round;
            long different = IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(i -> ByteBuffer.wrap(shared.bytes(name, 32)))
                    .distinct()
                    .count();
            assertThat(different).isOne();
        }
    }

    @Test
    void permissionsThatHaveBecomeTooWideAreNarrowed() throws IOException {
        secrets().password("database-password");
        Path file = parent.resolve("secrets/database-password");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        secrets().password("database-password");

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aPlaceThatCannotBeADirectoryIsNamedInTheError() throws IOException {
        Files.writeString(parent.resolve("secrets"), "in the way", StandardCharsets.UTF_8);

        assertThatThrownBy(this::secrets)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(parent.resolve("secrets").toString());
    }

    private SecretDirectory secrets() {
        return SecretDirectory.open(parent.resolve("secrets"));
    }
}
