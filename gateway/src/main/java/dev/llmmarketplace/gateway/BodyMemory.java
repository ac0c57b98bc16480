package dev.llmmarketplace.gateway;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of long request bodies may be held at once, so that many of them do not fill the heap. Thread-safe. */
final class BodyMemory {
    private final long limit;
    private final AtomicLong held = new AtomicLong();

    BodyMemory(long limit) {
        this.limit = limit;
    }

    /** Takes the bytes if they are to be had; each must be given back once. */
    boolean take(int bytes) {
        if (held.addAndGet(bytes) > limit) {
            held.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void give(int bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }
}
