package dev.llmmarketplace.gateway.meter;

import dev.llmmarketplace.core.kernel.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does for all lanes what would block their writers: forces to the medium, allocates the next segment ahead of need,
 * removes segments that were shipped. One platform thread, because a force blocks its carrier.
 */
final class JournalKeeper implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(JournalKeeper.class);
    private static final long HOUSEKEEPING = Duration.ofSeconds(1).toNanos();

    private final Journal journal;
    private final long interval;
    private final Duration retention;
    private final Map<Lane, Long> shipped = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean closed;
    private long lastHousekeeping = System.nanoTime();
    private long retryAllocation = System.nanoTime();

    JournalKeeper(Journal journal, Duration interval, Duration retention) {
        this.journal = journal;
        this.interval = interval.toNanos();
        this.retention = retention;
        this.thread = Thread.ofPlatform().name("journal-keeper").daemon().unstarted(this);
    }

    void start() {
        thread.start();
    }

    /** Asks not to wait for the interval. */
    void wake() {
        LockSupport.unpark(thread);
    }

    void shipped(Lane lane, long position) {
        shipped.put(lane, position);
    }

    @Override
    public void run() {
        while (!closed) {
            long began = System.nanoTime();
            try {
                round(began);
            } catch (RuntimeException e) {
                log.error("The journal could not be kept; trying again", e);
            }
            LockSupport.parkNanos(interval - (System.nanoTime() - began));
        }
    }

    private void round(long now) {
        journal.lanes().forEach(lane -> lane.durability().force(lane.storage(), lane.written()));
        if (now - retryAllocation >= 0) {
            allocate(now);
        }
        if (now - lastHousekeeping >= HOUSEKEEPING) {
            lastHousekeeping = now;
            removeShipped();
        }
    }

    private void allocate(long now) {
        for (Lane lane : journal.lanes()) {
            if (lane.storage().growing() && !provide(lane)) {
                retryAllocation = now + HOUSEKEEPING;
            }
        }
    }

    private static boolean provide(Lane lane) {
        boolean wasFull = lane.storage().full();
        try {
            lane.storage().provide();
            if (wasFull) {
                log.info("Journal lane {} has room again", lane.storage().lane());
            }
            return true;
        } catch (IOException e) {
            if (!wasFull) {
                log.error(
                        "Journal lane {} cannot grow; calls are refused when it is full",
                        lane.storage().lane(),
                        e);
            }
            return false;
        }
    }

    private void removeShipped() {
        long before = Time.currentMillis() - retention.toMillis();
        shipped.forEach((lane, position) -> lane.storage().removeShipped(position, before));
    }

    /** Forces a last time. */
    void close() {
        closed = true;
        wake();
        join();
        journal.lanes().forEach(lane -> lane.durability().force(lane.storage(), lane.written()));
    }

    private void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
