package dev.llmmarketplace.core.publishing.submission;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells those who wait for a submission that one has moved, in this process; who waits for another process's looks again
 * after {@link #LONGEST_WAIT}. Thread-safe.
 */
public final class SubmissionSignals {
    private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private long count;

    public void changed() {
        lock.lock();
        try {
            count++;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** To be read before what is waited for is looked at. */
    public long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Returns when something has moved since {@code seen}, or after a moment. */
    public void await(long seen, Duration longest) throws InterruptedException {
        long nanos = Math.min(longest.toNanos(), LONGEST_WAIT.toNanos());
        lock.lock();
        try {
            while (count == seen && nanos > 0) {
                nanos = moved.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }
}
