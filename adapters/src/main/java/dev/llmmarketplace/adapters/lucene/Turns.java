package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many searches run at once; the others wait in the order of their coming, and not for long. Many more than there
 * are processors would only make each other slower, and hold memory meanwhile. Thread-safe.
 */
final class Turns {
    private final Semaphore free;
    private final Duration patience;

    Turns(int atOnce, Duration patience) {
        this.free = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    /**
     * To be closed when it is over.
     *
     * @throws ProblemException {@code UNAVAILABLE} when too many are before
     */
    Turn take() {
        try {
            if (free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return free::release;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(ErrorCode.UNAVAILABLE, "Too many searches are under way. Try again in a moment.");
    }

    /** A search that is under way. */
    @FunctionalInterface
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }
}
