package dev.llmmarketplace.server.demo;

import dev.llmmarketplace.core.kernel.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what comes about by itself, a moment after what caused it. */
final class Patience {
    private static final Duration MOST = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private Patience() {}

    /** Returns when it is so, or when it has not become so for too long. */
    static void until(BooleanSupplier itIsSo) {
        Instant end = Time.system().instant().plus(MOST);
        while (!itIsSo.getAsBoolean() && Time.system().instant().isBefore(end)) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }
}
