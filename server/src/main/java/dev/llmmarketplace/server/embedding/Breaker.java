package dev.llmmarketplace.server.embedding;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Keeps callers from asking what has failed several times in a row, until some time has passed. Thread-safe. */
final class Breaker {
    private static final int FAILURES = 3;
    private static final long REST_NANOS = Duration.ofSeconds(15).toNanos();

    private final LongSupplier nanoTime;
    private int failures;
    private long openedAt;

    Breaker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether it may be asked. After the rest everybody may, until it fails once more. */
    synchronized boolean closed() {
        return failures < FAILURES || nanoTime.getAsLong() - openedAt >= REST_NANOS;
    }

    synchronized void succeeded() {
        failures = 0;
    }

    /** True when this failure opens it and it was closed before. */
    synchronized boolean failed() {
        failures = Math.min(FAILURES, failures + 1);
        boolean opened = failures == FAILURES && (openedAt == 0 || nanoTime.getAsLong() - openedAt >= REST_NANOS);
        if (failures == FAILURES) {
            openedAt = nanoTime.getAsLong();
        }
        return opened;
    }
}
