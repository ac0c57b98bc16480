package dev.llmmarketplace.server;

import dev.llmmarketplace.core.audit.AuditTrail;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals what has been entered in the audit trail, once a second. Several processes may do it side by side. */
final class AuditSealing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditSealing.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final AuditTrail trail;
    private final Thread thread;
    private volatile boolean closed;
    private boolean failing;

    private AuditSealing(AuditTrail trail) {
        this.trail = trail;
        this.thread = Thread.ofVirtual().name("audit-seals").unstarted(this::run);
    }

    static AuditSealing start(AuditTrail trail) {
        AuditSealing sealing = new AuditSealing(trail);
        sealing.thread.start();
        return sealing;
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(INTERVAL.toNanos());
            sealAll();
        }
    }

    private void sealAll() {
        try {
            while (!closed && trail.seal() > 0) {
                failing = false;
            }
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("The audit trail could not be sealed; it is tried again every second", e);
            }
            failing = true;
        }
    }

    /** What is not sealed yet is sealed by the next start. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
