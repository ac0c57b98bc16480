package dev.llmmarketplace.server.demo;

import dev.llmmarketplace.core.kernel.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the demonstration's data lies: a directory that is thrown away afterwards, or one that the user chose and that
 * is kept together with the administrator's password, for the next time.
 */
public final class DemoDirectory implements AutoCloseable {
    private static final String ADMINISTRATOR = "demo-administrator";

    private final Path path;
    private final boolean scratch;

    private DemoDirectory(Path path, boolean scratch) {
        this.path = path;
        this.scratch = scratch;
    }

    public static DemoDirectory open(Optional<Path> chosen) {
        try {
            if (chosen.isEmpty()) {
                return new DemoDirectory(Files.createTempDirectory("llm-marketplace-demo"), true);
            }
            return new DemoDirectory(Files.createDirectories(chosen.get()), false);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a directory for the data: " + e.getMessage(), e);
        }
    }

    /** {@code port} when nobody listens on it, else 0 for any free one. */
    public static int freeOr(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException taken) {
            return 0;
        }
    }

    public Path path() {
        return path;
    }

    /** Keeps the password where only its owner can read it. */
    public Administrator keep(Administrator administrator) {
        Path file = path.resolve(ADMINISTRATOR);
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(
                    file,
                    List.of(administrator.email(), administrator.password().reveal()));
            return administrator;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the administrator's password in " + file, e);
        }
    }

    public Optional<Administrator> kept() {
        try {
            List<String> lines = Files.readAllLines(path.resolve(ADMINISTRATOR));
            return Optional.of(new Administrator(lines.get(0), new Secret(lines.get(1))));
        } catch (IOException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        if (!scratch) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + path, e);
        }
    }
}
