package dev.llmmarketplace.gateway.meter;

import dev.llmmarketplace.core.metering.UsageSink;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the journal to the sink: lane by lane, in order, in batches, again and again until the sink has taken them.
 * While the sink is away calls go on and the journal grows; nothing is dropped.
 *
 * <p>A batch that was booked but not acknowledged is sent again; the sink counts a record once.
 */
public final class JournalShipper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JournalShipper.class);
    /** Between two batches that are not full: small ones cost the database more than they save in time. */
    private static final long INTERVAL = Duration.ofMillis(200).toNanos();

    private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(5).toNanos();

    private final Journal journal;
    private final UsageSink sink;
    private final String holder;
    private final Map<Lane, LaneShipment> shipments = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean closed;
    private long pause;

    /** @param holder identity of the journal */
    public JournalShipper(Journal journal, UsageSink sink, String holder) {
        this.journal = journal;
        this.sink = sink;
        this.holder = holder;
        this.thread = Thread.ofVirtual().name("journal-shipper").unstarted(this::run);
    }

    /** Ships everything that is written; throws what the sink throws. For the start and the end of the process. */
    public void shipAll() {
        while (shipRound() > 0) {
            // Each round takes a batch of every lane.
        }
    }

    public void start() {
        thread.start();
    }

    /** How far the sink is behind: the age of the oldest thing that it may be missing. */
    public Duration lag() {
        long now = System.nanoTime();
        long lag = 0;
        for (LaneShipment shipment : shipments.values()) {
            lag = Math.max(lag, now - shipment.currentAsOf());
        }
        return Duration.ofNanos(lag);
    }

    private void run() {
        while (!closed) {
            if (!shipOrPause()) {
                LockSupport.parkNanos(pause > 0 ? pause : INTERVAL);
            }
        }
    }

    /** True when more is waiting. */
    private boolean shipOrPause() {
        try {
            int largest = shipRound();
            if (pause > 0) {
                log.info("Usage is shipped again");
                pause = 0;
            }
            return largest == LaneShipment.BATCH;
        } catch (RuntimeException e) {
            if (pause == 0) {
                log.warn("Usage cannot be shipped; it stays in the journal and is tried again", e);
            }
            pause = Math.clamp(pause * 2, FIRST_PAUSE, LONGEST_PAUSE);
            return false;
        }
    }

    /** A batch of each lane; the size of the largest. */
    private int shipRound() {
        int largest = 0;
        for (Lane lane : journal.lanes()) {
            LaneShipment shipment = shipments.computeIfAbsent(lane, this::shipment);
            int size = shipment.ship();
            if (size > 0) {
                journal.shipped(lane, shipment.position());
                largest = Math.max(largest, size);
            }
        }
        return largest;
    }

    private LaneShipment shipment(Lane lane) {
        return new LaneShipment(lane, sink, holder);
    }

    /** Stops after the batch under way, then ships the rest if the sink takes it. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
            shipAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("Not all usage could be shipped; the rest is shipped at the next start", e);
        }
    }
}
