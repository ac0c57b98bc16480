package dev.llmmarketplace.core.search;

import java.time.Duration;

/** Since when a copy has been behind its original. Written by one thread, read by any. */
final class Freshness {
    private static final long NOT_BEHIND = Long.MIN_VALUE;

    private volatile boolean once;
    private volatile long behindSince = System.nanoTime();

    void behind() {
        if (behindSince == NOT_BEHIND) {
            behindSince = System.nanoTime();
        }
    }

    void upToDate() {
        behindSince = NOT_BEHIND;
        once = true;
    }

    boolean once() {
        return once;
    }

    Duration lag() {
        long since = behindSince;
        return since == NOT_BEHIND ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }
}
