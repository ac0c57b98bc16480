package dev.llmmarketplace.server;

import dev.llmmarketplace.core.publishing.Retire;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks again and again whether the sunset date of a version has come. */
final class Retirements implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Retirements.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Retire retire;
    private final Thread thread;
    private volatile boolean closed;

    private Retirements(Retire retire) {
        this.retire = retire;
        this.thread = Thread.ofVirtual().name("retirements").unstarted(this::run);
    }

    static Retirements start(Retire retire) {
        Retirements retirements = new Retirements(retire);
        retirements.thread.start();
        return retirements;
    }

    private void run() {
        while (!closed) {
            retireDue();
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }

    private void retireDue() {
        try {
            int retired = retire.run();
            if (retired > 0) {
                LOG.info("{} versions were retired: their sunset date has come", retired);
            }
        } catch (RuntimeException e) {
            LOG.warn("Versions could not be retired; it is tried again in {}", INTERVAL, e);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
