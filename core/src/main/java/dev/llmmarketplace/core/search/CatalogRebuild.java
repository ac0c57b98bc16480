package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.DomainEvent;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.event.EventLog;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.search.RebuildProgress.State;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a new index from the catalogue, a portion at a time, so that the one that serves is kept up between portions. For one
 * thread; progress from any.
 *
 * <p>Services are read by ascending id, and what has been put in is saved now and then: a process that is killed loses the
 * portions since. Whoever takes it up reads on from the last id that was saved. Services that change meanwhile are read
 * again, because the draft follows the events from before the first service was read.
 */
final class CatalogRebuild implements AutoCloseable {
    /** Half a second's work or less: events wait as long. */
    private static final int PORTION = 500;

    private static final int PORTIONS_BETWEEN_SAVES = 40;
    /** For which a step waits at most: so long events wait. */
    private static final Duration AWAITED = Duration.ofMillis(50);

    private final SearchIndex index;
    private final CatalogStore catalog;
    private final EventLog events;
    private final InstantSource clock;
    private final CatalogChanges changes;
    private volatile RebuildProgress progress = RebuildProgress.NONE;
    private @Nullable IndexDraft draft;
    private @Nullable FutureTask<Void> packing;
    private Position newest = Position.START;
    private int unsaved;
    private boolean asked;

    CatalogRebuild(SearchIndex index, CatalogStore catalog, EventLog events, InstantSource clock) {
        this.index = index;
        this.catalog = catalog;
        this.events = events;
        this.clock = clock;
        this.changes = new CatalogChanges(catalog);
    }

    /** How far it is, or how the last one went. From any thread. */
    RebuildProgress progress() {
        return progress;
    }

    /** Has one made; does nothing more while one is being made. From any thread. */
    synchronized RebuildProgress ask() {
        asked |= !progress.underWay();
        progress = progress.asked();
        return progress;
    }

    /** Whether one was asked for, or left after a failure, that is not under way yet. */
    synchronized boolean asked() {
        return asked;
    }

    boolean underWay() {
        return draft != null;
    }

    /**
     * Takes up what was cut off; false when there is nothing that can be gone on with: what was made of a newer catalogue than
     * this one, or lacks events that are gone, is deleted.
     */
    boolean resume() {
        Position end = events.end();
        Position horizon = events.horizon();
        long total = catalog.countListed();
        Optional<IndexDraft> left = index.resumeDraft();
        if (left.isEmpty()) {
            return false;
        }
        IndexDraft found = left.get();
        if (found.position().compareTo(end) > 0
                || found.newest().compareTo(end) > 0
                || found.position().compareTo(horizon) < 0) {
            found.discard();
            return false;
        }
        take(found, total);
        return true;
    }

    /** Begins anew. */
    void begin() {
        Position end = events.end();
        long total = catalog.countListed();
        take(index.beginDraft(end), total);
    }

    private synchronized void take(IndexDraft taken, long total) {
        draft = taken;
        newest = taken.newest();
        unsaved = 0;
        asked = false;
        long held = taken.size();
        progress = new RebuildProgress(State.FILLING, held, total, held, clock.instant(), null);
    }

    /**
     * Does the next portion; true when the new index serves. When the catalogue or the kept vectors cannot be read, the portion
     * can be tried again. When the draft cannot be written, it is left as it was saved last: it can be resumed.
     */
    boolean step() {
        IndexDraft making = draft;
        if (making == null) {
            return false;
        }
        return switch (progress.state()) {
            case CATCHING_UP -> catchUp(making);
            case PACKING -> {
                awaitPacked(making);
                yield false;
            }
            default -> {
                fill(making);
                yield false;
            }
        };
    }

    private void fill(IndexDraft making) {
        List<ServiceVersion> next = catalog.listedAfter(making.filledTo().orElse(null), PORTION);
        newest = events.end();
        if (next.isEmpty()) {
            writing(making, () -> making.save(newest));
            packing = begin(making::pack);
            move(State.PACKING, making.size());
            return;
        }
        writing(making, () -> making.fill(next));
        if (++unsaved == PORTIONS_BETWEEN_SAVES) {
            writing(making, () -> making.save(newest));
            unsaved = 0;
        }
        move(State.FILLING, making.size());
    }

    /** Elsewhere, because it takes long and events do not wait. */
    private static FutureTask<Void> begin(Runnable work) {
        FutureTask<Void> task = new FutureTask<>(work, null);
        Thread.ofVirtual().name("index-packing").start(task);
        return task;
    }

    private void awaitPacked(IndexDraft making) {
        FutureTask<Void> task = packing;
        if (task == null) {
            return;
        }
        try {
            task.get(AWAITED.toMillis(), TimeUnit.MILLISECONDS);
            move(State.CATCHING_UP, making.size());
        } catch (TimeoutException e) {
            // the next step looks again
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            leave(making);
            throw new IllegalStateException("the new index could not be packed", e.getCause());
        }
    }

    /** The thread that keeps the other index up to date is this one: once there are no more events, both are equal. */
    private boolean catchUp(IndexDraft making) {
        List<DomainEvent> batch = events.read(CatalogFollower.TOPIC, making.position(), CatalogFollower.EVENTS_AT_ONCE);
        if (!batch.isEmpty()) {
            CatalogChanges.Changed changed = changes.of(batch);
            newest = events.end();
            writing(
                    making,
                    () -> making.apply(
                            changed.present(), changed.gone(), batch.getLast().position()));
            return false;
        }
        writing(making, making::serve);
        draft = null;
        finish();
        return true;
    }

    private void writing(IndexDraft making, Runnable step) {
        try {
            step.run();
        } catch (ProblemException e) {
            if (e.problem().code() != ErrorCode.UNAVAILABLE) { // then nothing was written
                leave(making);
            }
            throw e;
        } catch (RuntimeException e) {
            leave(making);
            throw e;
        }
    }

    private synchronized void move(State state, long services) {
        progress = progress.at(state, services);
    }

    private synchronized void finish() {
        progress = progress.finished(index.size(), clock.instant());
    }

    /** Leaves the draft as it is, for a process after this one. */
    @Override
    public void close() {
        IndexDraft making = draft;
        if (making != null) {
            try {
                making.save(newest);
            } finally {
                leave(making);
            }
        }
    }

    private synchronized void leave(IndexDraft making) {
        draft = null;
        asked = true;
        making.close();
    }
}
