package dev.llmmarketplace.core.search.ranking;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Holds in memory what was read last and reads it again and again, on a thread of its own. It lags by the interval and the
 * time of a read at most; while it cannot be read, the last one stays. Nothing of it is kept: after a restart it is read
 * anew, and until then it is what it was made with.
 *
 * @param <T> immutable; told from what was read before by {@code equals}
 */
public final class Latest<T> implements Supplier<T>, AutoCloseable {
    private final Supplier<T> source;
    private final Duration interval;
    private final Consumer<RuntimeException> failed;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private volatile T latest;

    /**
     * @param nothing what is there before the first read
     * @param failed hears why it could not be read, on the reading thread
     */
    public Latest(T nothing, Supplier<T> source, Duration interval, Consumer<RuntimeException> failed) {
        this.latest = nothing;
        this.source = source;
        this.interval = interval;
        this.failed = failed;
        this.thread = Thread.ofVirtual().name("latest").unstarted(this::run);
    }

    /** Reads at once, then at every interval; once. */
    public void start() {
        thread.start();
    }

    @Override
    public T get() {
        return latest;
    }

    private void run() {
        try {
            do {
                refresh();
            } while (!stopping.await(interval.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps the object when nothing has changed: what was derived from it stays true. */
    private void refresh() {
        try {
            T read = source.get();
            if (!read.equals(latest)) {
                latest = read;
            }
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    /** Returns when nothing is read any more. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
