package dev.llmmarketplace.server.cli.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * One start.
 *
 * @param seconds from the start of the process to its saying that it is ready
 * @param programKibibytes proportional set size of the program at rest
 * @param databaseKibibytes likewise of all PostgreSQL processes
 */
record Start(double seconds, long programKibibytes, long databaseKibibytes) {
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** At rest is whoever used less than a fiftieth of a processor for a second. */
    private static final long IDLE_MICROS = 20_000;

    private static final int MOST_LOOKS = 30;

    /** Waits until {@code server} has come to rest. */
    static Start of(RunningServer server) {
        List<Long> all = Stream.concat(server.ownProcesses().stream(), server.databaseProcesses().stream())
                .toList();
        for (int look = 0; look < MOST_LOOKS; look++) {
            long before = CpuClock.micros(all);
            LockSupport.parkNanos(LOOK.toNanos());
            if (CpuClock.micros(all) - before < IDLE_MICROS) {
                break;
            }
        }
        return new Start(
                server.startedIn().toNanos() / 1e9,
                Memory.kibibytes(server.ownProcesses()),
                Memory.kibibytes(server.databaseProcesses()));
    }

    double totalMebibytes() {
        return (programKibibytes + databaseKibibytes) / 1024.0;
    }
}
