package dev.llmmarketplace.adapters.postgres;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes readers of the outbox, whatever their topic: events are rare. An event may be announced before it can be read,
 * while an older transaction is still running, or between a reader's last look and its waiting. So after an announcement
 * readers are let go at short intervals for a while, and nobody has to remember what he has seen.
 */
final class EventSignals implements Announcements.Listener {
    private static final long LIVELY_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Announcements announcements;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition heard = lock.newCondition();
    private long signals;
    private long lastSignal = System.nanoTime() - LIVELY_NANOS;

    EventSignals(Announcements announcements) {
        this.announcements = announcements;
        announcements.add(this);
    }

    @Override
    public void announced(Announcement announcement) {
        if (announcement.kind().equals("event")) {
            signal();
        }
    }

    @Override
    public void missed() {
        signal();
    }

    /** Returns when there may be something new, or after {@code timeout}. */
    void await(Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            long before = signals;
            long patience = lively() ? Math.min(SHORT_NANOS, timeout.toNanos()) : timeout.toNanos();
            while (patience > 0 && signals == before) {
                patience = heard.awaitNanos(patience);
            }
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            signals++;
            lastSignal = System.nanoTime();
            heard.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean lively() {
        return !announcements.connected() || System.nanoTime() - lastSignal < LIVELY_NANOS;
    }
}
