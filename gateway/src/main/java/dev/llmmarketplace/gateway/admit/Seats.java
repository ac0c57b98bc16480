package dev.llmmarketplace.gateway.admit;

import java.util.concurrent.atomic.AtomicInteger;

/** Calls that may be in flight at once. Thread-safe. */
final class Seats {
    private final int limit;
    private final AtomicInteger taken = new AtomicInteger();

    /** @param limit 0 for none */
    Seats(int limit) {
        this.limit = limit;
    }

    /** Takes a seat if one is free; each must be left once. */
    boolean take() {
        if (taken.incrementAndGet() > limit && limit > 0) {
            taken.decrementAndGet();
            return false;
        }
        return true;
    }

    void leave() {
        taken.decrementAndGet();
    }

    int taken() {
        return taken.get();
    }

    int limit() {
        return limit;
    }
}
