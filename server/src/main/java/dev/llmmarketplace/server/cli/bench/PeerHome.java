package dev.llmmarketplace.server.cli.bench;

import dev.llmmarketplace.server.cli.CommandFailure;
import dev.llmmarketplace.server.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Where a peer is installed: a directory of the user's cache, one for each version, kept between measurements. */
final class PeerHome {
    private PeerHome() {}

    /**
     * Installs the peer where that was not done before.
     *
     * @throws CommandFailure with what the package manager said
     */
    static Path of(Peer peer, Consumer<String> progress) throws IOException {
        Path home = cache().resolve(peer.contender().label() + "-" + peer.version());
        if (!Files.exists(peer.program(home))) {
            progress.accept("Installing " + peer.contender().label() + " " + peer.version() + " in " + home);
            Files.createDirectories(home);
            for (List<String> command : peer.installation(home)) {
                run(command, home);
            }
        }
        return home;
    }

    private static Path cache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path base = configured == null
                ? Path.of(Objects.requireNonNull(System.getProperty("user.home")), ".cache")
                : Path.of(configured);
        return base.resolve("llm-marketplace/peers").toAbsolutePath();
    }

    private static void run(List<String> command, Path directory) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new CommandFailure(ExitCode.ENVIRONMENT, String.join(" ", command) + ": " + lastLine(output));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ENVIRONMENT, String.join(" ", command) + " was interrupted");
        }
    }

    private static String lastLine(String output) {
        return output.strip().lines().reduce("it said nothing", (_, line) -> line);
    }
}
