package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.event.EventLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the index like the catalogue, on a thread of its own: rebuilds it when it is missing or that is asked for, follows the
 * catalogue's events meanwhile, and makes the vectors that still lack when there is nothing else to do. When something fails
 * it waits and tries again, for ever; searches go on meanwhile with what the index has.
 *
 * <p>Nothing is lost: the index remembers which event it has seen, in the same commit as the event's effect, and an index that
 * is being made remembers up to which service it is.
 */
public final class CatalogIndexer implements AutoCloseable {
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);
    /** An embedding model that fails is not asked again at once: words alone are a good answer too. */
    private static final Duration MEANING_RETRY = Duration.ofSeconds(30);

    /** An event may only become readable some time after it was announced, when another transaction is still running. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final CatalogFollower follower;
    private final CatalogRebuild rebuild;
    private final EventLog events;
    private final Observer observer;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Freshness freshness = new Freshness();
    private @Nullable Thread thread;
    private boolean waiting;
    private long meaningNotBefore = System.nanoTime();
    private boolean lookedForWhatWasLeft;

    public CatalogIndexer(
            SearchIndex index, CatalogStore catalog, EventLog events, Observer observer, InstantSource clock) {
        this.follower = new CatalogFollower(index, catalog, events);
        this.rebuild = new CatalogRebuild(index, catalog, events, clock);
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

    /** How far the index is that is being made beside the one that serves, or how the last one went. */
    public RebuildProgress rebuild() {
        return rebuild.progress();
    }

    /** Has a new index made beside the one that serves; does nothing more while one is being made. Returns at once. */
    public RebuildProgress requestRebuild() {
        return rebuild.ask();
    }

    private void run() {
        try (rebuild) {
            follow();
        }
    }

    private void follow() {
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
        boolean lost = follower.mustRebuild();
        if (lost) {
            freshness.behind();
        } else if (follower.follow()) {
            freshness.behind();
            return true;
        } else {
            freshness.upToDate();
        }
        ensureRebuild(lost);
        if (rebuild.underWay()) {
            if (rebuild.step()) {
                observer.rebuilt(rebuild.progress().done());
            }
            if (!lost) {
                boolean ignored = deepen();
            }
            return true;
        }
        return !lost && deepen();
    }

    private void ensureRebuild(boolean lost) {
        boolean look = !lookedForWhatWasLeft;
        boolean wanted = lost || rebuild.asked();
        if (rebuild.underWay() || !(wanted || look)) {
            return;
        }
        if (rebuild.resume()) {
            observer.resumed(rebuild.progress().resumedFrom());
        } else if (wanted) {
            rebuild.begin();
        }
        lookedForWhatWasLeft = true;
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

        /** @param services how many were in the index already that a process before this one was cut off in making */
        void resumed(long services);

        /** @param retry when it will be tried again */
        void failed(RuntimeException cause, Duration retry);
    }
}
