package dev.llmmarketplace.server;

import dev.llmmarketplace.core.event.EventLog;
import dev.llmmarketplace.core.search.saved.SavedSearchSweep;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks saved searches again soon after the catalogue has changed. */
final class SavedSearchWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SavedSearchWatch.class);
    private static final String TOPIC = "catalog";
    private static final Duration IDLE = Duration.ofSeconds(2);

    private final SavedSearchSweep sweep;
    private final EventLog events;
    private final Thread thread;
    private volatile boolean closed;

    private SavedSearchWatch(SavedSearchSweep sweep, EventLog events) {
        this.sweep = sweep;
        this.events = events;
        this.thread = Thread.ofVirtual().name("saved-searches").unstarted(this::run);
    }

    static SavedSearchWatch start(SavedSearchSweep sweep, EventLog events) {
        SavedSearchWatch watch = new SavedSearchWatch(sweep, events);
        watch.thread.start();
        return watch;
    }

    private void run() {
        while (!closed) {
            if (!sweptSome()) {
                idle();
            }
        }
    }

    private boolean sweptSome() {
        try {
            return sweep.run();
        } catch (RuntimeException e) {
            LOG.warn("Saved searches could not be asked again; next try in {}", IDLE, e);
            return false;
        }
    }

    private void idle() {
        try {
            events.await(TOPIC, IDLE);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
