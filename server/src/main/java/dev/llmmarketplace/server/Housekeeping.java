package dev.llmmarketplace.server;

import dev.llmmarketplace.core.recommendation.InteractionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what nobody needs any more, once an hour: events that all readers have had time for, results of idempotent calls
 * that have expired, sums of times that nobody asks for, interactions that have grown old, and verdicts, submissions and
 * deliveries some time after they have ended. Several processes may do it side by side.
 */
final class Housekeeping implements AutoCloseable {
    /** A reader that was away for longer makes what it derives anew. */
    static final Duration EVENTS_KEPT = Duration.ofDays(30);

    /** So that one can look up what denied a call. */
    private static final Duration VERDICTS_KEPT = Duration.ofDays(30);

    /** Those that have ended; what they have led to is in the catalogue and the audit trail. */
    private static final Duration SUBMISSIONS_KEPT = Duration.ofDays(180);

    /** With all their attempts. */
    private static final Duration DELIVERIES_KEPT = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final Stores stores;
    private final InstantSource clock;
    private final Thread thread;
    private volatile boolean closed;

    private Housekeeping(Stores stores, InstantSource clock) {
        this.stores = stores;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("housekeeping").unstarted(this::run);
    }

    static Housekeeping start(Stores stores, InstantSource clock) {
        Housekeeping housekeeping = new Housekeeping(stores, clock);
        housekeeping.thread.start();
        return housekeeping;
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(HOUR);
            if (!closed) {
                tidy();
            }
        }
    }

    private void tidy() {
        try {
            Instant now = clock.instant();
            int events = stores.purgeEvents(now.minus(EVENTS_KEPT));
            int results = stores.replays().purge(now);
            int sums = stores.quality().purge(now);
            int interactions = stores.interactions().purge(now.minus(InteractionStore.KEPT));
            int verdicts = stores.governance().purgeVerdicts(now.minus(VERDICTS_KEPT));
            int submissions = stores.submissions().purge(now.minus(SUBMISSIONS_KEPT));
            int deliveries = stores.purgeDeliveries(now.minus(DELIVERIES_KEPT));
            LOG.debug(
                    "Removed {} events, {} results of calls, {} sums, {} interactions, {} verdicts, {} submissions,"
                            + " {} deliveries",
                    events,
                    results,
                    sums,
                    interactions,
                    verdicts,
                    submissions,
                    deliveries);
        } catch (RuntimeException e) {
            LOG.warn("What nobody needs any more could not be removed; it is tried again in an hour", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
