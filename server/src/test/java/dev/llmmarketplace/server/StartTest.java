package dev.llmmarketplace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.core.kernel.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Starting on a data directory: alone, again, beside another, and not at all. */
@ExtendWith(SharedMarketplace.class)
final class StartTest {
    @Test
    void aSecondStartIsRefusedWithASentenceThatSaysWhoHoldsTheDirectory(TestMarketplace running) {
        MarketplaceBuilder second = Marketplace.builder().dataDirectory(running.data());

        assertThatThrownBy(second::start)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(
                        "in use by process " + ProcessHandle.current().pid())
                .hasMessageContaining("since ")
                .hasMessageContaining("at " + running.marketplace().address());
    }

    @Test
    void secretsAreForTheirOwnerAlone(TestMarketplace running) throws IOException {
        Path secrets = running.data().resolve("secrets");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rwx------");
        try (var files = Files.list(secrets)) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aStaleLockIsTakenOverAndWhatWasStoredIsThere(@TempDir Path data) throws IOException {
        String password;
        try (Marketplace first = Marketplace.builder().dataDirectory(data).start()) {
            password = first.firstAdministrator().orElseThrow().password().reveal();
        }
        Files.writeString(data.resolve("marketplace.lock"), "process 1 on elsewhere since long ago");

        try (Marketplace again = Marketplace.builder().dataDirectory(data).start()) {
            assertThat(again.firstAdministrator()).isEmpty();
            new Api(again.address(), java.util.Optional.empty()).as("admin@localhost", password);
        }
    }

    @Test
    void aTakenPortIsNamedAndNothingIsLeftRunning(@TempDir Path data) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            MarketplaceBuilder builder =
                    Marketplace.builder().dataDirectory(data).port(taken.getLocalPort());

            assertThatThrownBy(builder::start)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " of 127.0.0.1 cannot be listened on");
        }
        Marketplace.builder().dataDirectory(data).start().close();
    }
}
