package dev.llmmarketplace.it.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The wall clock of all processes that are started with its environment, a database that runs as another user included.
 * It can be set while they run (libfaketime); time that passes is not touched.
 */
final class SettableClock implements AutoCloseable {
    /** How long a process may go on with what it read last. */
    private static final Duration CACHED = Duration.ofSeconds(1);

    private final Path file;
    private final Path library;

    private SettableClock(Path file, Path library) {
        this.file = file;
        this.library = library;
    }

    static SettableClock create() throws IOException {
        Path file = Files.createTempFile("clock", "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        SettableClock clock = new SettableClock(file, library());
        clock.set(Duration.ZERO);
        return clock;
    }

    /** Debian keeps libraries in a directory that is named after the machine. */
    private static Path library() throws IOException {
        try (Stream<Path> machines = Files.list(Path.of("/usr/lib"))) {
            return machines.map(machine -> machine.resolve("faketime/libfaketimeMT.so.1"))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new IOException("the package faketime is not installed"));
        }
    }

    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                "FAKETIME_CACHE_DURATION",
                "" + CACHED.toSeconds(),
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "DONT_FAKE_MONOTONIC",
                "1",
                // Otherwise timed waits end at once under a clock that is late, and all threads spin.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    /** Sets it to so much later than it is, or earlier; returns when all processes know. */
    void set(Duration offset) throws IOException {
        Files.writeString(file, "%+d%n".formatted(offset.toSeconds()));
        LockSupport.parkNanos(CACHED.multipliedBy(2).toNanos());
    }

    @Override
    public void close() throws IOException {
        Files.delete(file);
    }
}
