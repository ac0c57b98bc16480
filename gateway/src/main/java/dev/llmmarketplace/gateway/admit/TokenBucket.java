package dev.llmmarketplace.gateway.admit;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket in one number: the time at which it will be full again (the generic cell rate algorithm, ITU-T I.371,
 * turned round). Taking a token moves that time on by the time a token takes to come. Thread-safe; one compare-and-set
 * per take. Times are {@link System#nanoTime}.
 */
final class TokenBucket {
    private static final long SECOND = 1_000_000_000;

    private final int capacity;
    private final long nanosPerToken;
    private final AtomicLong fullAt;

    /** Full at first. */
    TokenBucket(int perSecond, int capacity, long now) {
        this.capacity = capacity;
        this.nanosPerToken = Math.max(1, SECOND / perSecond);
        this.fullAt = new AtomicLong(now);
    }

    /** Takes a token if there is one; returns 0 then, else the time in nanoseconds until there is one. */
    long take(long now) {
        while (true) {
            long before = fullAt.get();
            long base = before - now > 0 ? before : now;
            long after = base + nanosPerToken;
            long wait = after - now - capacity * nanosPerToken;
            if (wait > 0) {
                return wait;
            }
            if (fullAt.compareAndSet(before, after)) {
                return 0;
            }
        }
    }

    int capacity() {
        return capacity;
    }

    /** Whole tokens in the bucket. */
    int remaining(long now) {
        return (int) Math.max(0, capacity - Math.ceilDiv(nanosUntilFull(now), nanosPerToken));
    }

    long nanosUntilFull(long now) {
        return Math.max(0, fullAt.get() - now);
    }
}
