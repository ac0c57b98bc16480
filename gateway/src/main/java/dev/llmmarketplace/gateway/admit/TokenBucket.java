package dev.llmmarketplace.gateway.admit;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket in one number: the time at which it will be full again (the generic cell rate algorithm, ITU-T I.371,
 * turned round). Taking tokens moves that time on by the time they take to come back. Thread-safe; one compare-and-set
 * per take. Times are {@link System#nanoTime}.
 */
final class TokenBucket {
    private static final long SECOND = 1_000_000_000;
    private static final long MINUTE = 60 * SECOND;

    private final long capacity;
    private final long nanosPerToken;
    private final AtomicLong fullAt;

    /** Full at first. */
    TokenBucket(long perSecond, long capacity, long now) {
        this(Math.max(1, SECOND / perSecond), capacity, new AtomicLong(now));
    }

    private TokenBucket(long nanosPerToken, long capacity, AtomicLong fullAt) {
        this.capacity = capacity;
        this.nanosPerToken = nanosPerToken;
        this.fullAt = fullAt;
    }

    /** Full at first, with a minute's tokens. */
    static TokenBucket perMinute(long tokens, long now) {
        return new TokenBucket(Math.max(1, MINUTE / tokens), tokens, new AtomicLong(now));
    }

    /** Takes a token if there is one; returns 0 then, else the time in nanoseconds until there is one. */
    long take(long now) {
        return take(1, now);
    }

    /**
     * Takes so many tokens if they are there; returns 0 then, else the time in nanoseconds until they are.
     *
     * @param tokens more than the bucket holds are asked for as a full bucket
     */
    long take(long tokens, long now) {
        long cost = cost(tokens);
        while (true) {
            long before = fullAt.get();
            long base = before - now > 0 ? before : now;
            long after = base + cost;
            long wait = after - now - capacity * nanosPerToken;
            if (wait > 0) {
                return wait;
            }
            if (fullAt.compareAndSet(before, after)) {
                return 0;
            }
        }
    }

    private long cost(long tokens) {
        return Math.min(tokens, capacity) * nanosPerToken;
    }

    /** Replaces what {@link #take} took of {@code taken} by {@code used}; the bucket may be in debt after that. */
    void correct(long taken, long used) {
        long difference = cost(used) - cost(taken);
        if (difference != 0) {
            fullAt.addAndGet(difference);
        }
    }

    long capacity() {
        return capacity;
    }

    /** Whole tokens in the bucket. */
    long remaining(long now) {
        return Math.max(0, capacity - Math.ceilDiv(nanosUntilFull(now), nanosPerToken));
    }

    long nanosUntilFull(long now) {
        return Math.max(0, fullAt.get() - now);
    }
}
