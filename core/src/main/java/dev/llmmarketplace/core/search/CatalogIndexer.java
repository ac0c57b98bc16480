package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.event.EventLog;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the index like the catalogue, on a thread of its own: rebuilds it when it is missing, follows the catalogue's
 * events, and makes the vectors that still lack when there is nothing else to do. When something fails it waits and tries
 * again, for ever; searches go on meanwhile with what the index has.
 *
 * <p>Nothing is lost: the index remembers which event it has seen, in the same commit as the event's effect.
 */
public final class CatalogIndexer implements AutoCloseable {
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);
    /** An embedding model that fails is not asked again at once: words alone are a good answer too. */
    private static final Duration MEANING_RETRY = Duration.ofSeconds(30);

    /** An event may only become readable some time after it was announced, when another transaction is still running. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final CatalogFollower follower;
    private final EventLog events;
    private final Observer observer;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Freshness freshness = new Freshness();
    private @Nullable Thread thread;
    private boolean waiting;
    private long meaningNotBefore = System.nanoTime();

    public CatalogIndexer(SearchIndex index, CatalogStore catalog, EventLog events, Observer observer) {
        this.follower = new CatalogFollower(index, catalog, events);
        this.events = events;
        this.observer = observer;
    }

    /** Begins to follow; once. */
    public synchronized void start() {
        thread = Thread.ofVirtual().name("catalog-indexer").start(this::run);
    }

    /** True once the index has held all that the catalogue did, at some time since the start. */
    public boolean ready() {
        return freshness.once();
    }

    /** For how long the index has lacked something of the catalogue, as far as is known; zero when it is up to date. */
    public Duration lag() {
        return freshness.lag();
    }

    /** How many services the index holds that is being made beside the one that serves; empty while none is. */
    public OptionalLong rebuilding() {
        return follower.rebuilding();
    }

    private void run() {
        Duration retry = FIRST_RETRY;
        while (!stopped()) {
            try {
                if (!advance()) {
                    idle();
                }
                retry = FIRST_RETRY;
            } catch (RuntimeException e) {
                freshness.behind();
                observer.failed(e, retry);
                pause(retry);
                retry = longer(retry);
            }
        }
    }

    /** One step; false when there was nothing to do. */
    private boolean advance() {
        if (follower.mustRebuild()) {
            freshness.behind();
            observer.rebuilt(follower.rebuild());
            return true;
        }
        if (follower.follow()) {
            freshness.behind();
            return true;
        }
        freshness.upToDate();
        return deepen();
    }

    private boolean deepen() {
        if (System.nanoTime() - meaningNotBefore < 0) {
            return false;
        }
        try {
            return follower.deepen();
        } catch (RuntimeException e) {
            meaningNotBefore = System.nanoTime() + MEANING_RETRY.toNanos();
            observer.failed(e, MEANING_RETRY);
            return false;
        }
    }

    /** Waits for events. Only here the thread is interrupted: an interrupt during a write would break the index's files. */
    private void idle() {
        synchronized (this) {
            if (stopped()) {
                return;
            }
            waiting = true;
        }
        try {
            events.await(CatalogFollower.TOPIC, IDLE);
        } catch (InterruptedException e) {
            stopping.countDown(); // the flag must not be set anew: it would reach a write
        } finally {
            synchronized (this) {
                waiting = false;
            }
        }
    }

    private void pause(Duration time) {
        try {
            boolean ignored = stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration longer(Duration retry) {
        Duration doubled = retry.multipliedBy(2);
        return doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    /** Returns when the step that was under way has been finished. */
    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            stopping.countDown();
            running = thread;
            if (running != null && waiting) {
                running.interrupt();
            }
        }
        if (running != null) {
            join(running);
        }
    }

    private static void join(Thread running) {
        try {
            running.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hears what an operator may want to know. Called on the indexer's thread. */
    public interface Observer {
        /** @param services how many the new index holds */
        void rebuilt(long services);

        /** @param retry when it will be tried again */
        void failed(RuntimeException cause, Duration retry);
    }
}
