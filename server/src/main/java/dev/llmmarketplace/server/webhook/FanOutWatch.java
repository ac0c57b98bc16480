package dev.llmmarketplace.server.webhook;

import dev.llmmarketplace.core.event.EventLog;
import dev.llmmarketplace.core.webhook.FanOut;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Spreads events to webhooks as they come. */
public final class FanOutWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FanOutWatch.class);
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final String ANY_TOPIC = "";

    private final FanOut fanOut;
    private final EventLog events;
    private final Runnable made;
    private final Thread thread;
    private volatile boolean closed;

    private FanOutWatch(FanOut fanOut, EventLog events, Runnable made) {
        this.fanOut = fanOut;
        this.events = events;
        this.made = made;
        this.thread = Thread.ofVirtual().name("webhooks").unstarted(this::run);
    }

    /** @param made is called when there may be new deliveries */
    public static FanOutWatch start(FanOut fanOut, EventLog events, Runnable made) {
        FanOutWatch watch = new FanOutWatch(fanOut, events, made);
        watch.thread.start();
        return watch;
    }

    private void run() {
        while (!closed) {
            if (spreadSome()) {
                made.run();
            } else {
                idle();
            }
        }
    }

    private boolean spreadSome() {
        try {
            return fanOut.run() > 0;
        } catch (RuntimeException e) {
            LOG.warn("Events could not be spread to webhooks; next try in {}", IDLE, e);
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
