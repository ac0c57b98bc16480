package dev.llmmarketplace.core.search.ranking;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Holds the latest track records in memory and reads them again and again, on a thread of its own. They lag by the interval
 * at most; while they cannot be read, the last ones stay. Nothing is kept of them: after a restart they are read anew, and
 * until then nothing is known of any service.
 */
public final class TrackRecordKeeper implements Supplier<TrackRecords>, AutoCloseable {
    private final Supplier<TrackRecords> source;
    private final Duration interval;
    private final Consumer<RuntimeException> failed;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private volatile TrackRecords latest = TrackRecords.NONE;

    /** @param failed hears why they could not be read, on the keeper's thread */
    public TrackRecordKeeper(Supplier<TrackRecords> source, Duration interval, Consumer<RuntimeException> failed) {
        this.source = source;
        this.interval = interval;
        this.failed = failed;
        this.thread = Thread.ofVirtual().name("track-records").unstarted(this::run);
    }

    /** Reads at once, then at every interval; once. */
    public void start() {
        thread.start();
    }

    @Override
    public TrackRecords get() {
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
            TrackRecords read = source.get();
            if (!read.same(latest)) {
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
