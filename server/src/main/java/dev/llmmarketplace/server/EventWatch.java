package dev.llmmarketplace.server;

import dev.llmmarketplace.core.event.EventLog;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has something done about events, on a thread of its own, soon after they are written and again after a failure. */
final class EventWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventWatch.class);
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final String ANY_TOPIC = "";

    private final EventLog events;
    private final BooleanSupplier work;
    private final Thread thread;
    private volatile boolean closed;

    private EventWatch(String name, EventLog events, BooleanSupplier work) {
        this.events = events;
        this.work = work;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /**
     * Begins.
     *
     * @param work done again and again; answers whether there may be more
     */
    static EventWatch start(String name, EventLog events, BooleanSupplier work) {
        EventWatch watch = new EventWatch(name, events, work);
        watch.thread.start();
        return watch;
    }

    private void run() {
        while (!closed) {
            if (!worked()) {
                idle();
            }
        }
    }

    private boolean worked() {
        try {
            return work.getAsBoolean();
        } catch (RuntimeException e) {
            if (!closed) {
                LOG.warn("The {} could not go on; next try in {}", thread.getName(), IDLE, e);
            }
            return false;
        }
    }

    private void idle() {
        try {
            events.await(ANY_TOPIC, IDLE);
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
