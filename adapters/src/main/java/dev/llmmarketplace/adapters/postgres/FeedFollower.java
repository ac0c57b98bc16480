package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.event.Feed;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the announcements for one listener, on a thread of its own. */
final class FeedFollower<K, T> implements Feed.Following {
    private static final Logger log = LoggerFactory.getLogger(FeedFollower.class);
    private static final long PAUSE_MILLIS = 200;

    private final Parts<K, T> parts;
    private final Feed.Listener<K, T> listener;
    private final Thread thread;
    private volatile boolean behind;

    private FeedFollower(Parts<K, T> parts, Feed.Listener<K, T> listener) {
        this.parts = parts;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("feed").unstarted(this::run);
    }

    static <K, T> FeedFollower<K, T> start(Parts<K, T> parts, Feed.Listener<K, T> listener) {
        FeedFollower<K, T> follower = new FeedFollower<>(parts, listener);
        follower.thread.start();
        return follower;
    }

    @Override
    public boolean connected() {
        return parts.announcements.connected() && !behind && !parts.pending.stale();
    }

    @Override
    public void close() {
        parts.announcements.remove(parts.pending);
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!Thread.interrupted()) {
                PendingChanges.Taken changes = parts.pending.take();
                deliver(changes);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** What could not be read now is read with everything else later. */
    private void deliver(PendingChanges.Taken changes) throws InterruptedException {
        try {
            if (changes.everything()) {
                List<T> all = parts.database.snapshot(parts.source::all);
                listener.replaced(all);
            } else {
                FeedSource.Delta<K, T> delta =
                        parts.database.read(handle -> parts.source.changed(handle, changes.announced()));
                listener.changed(delta.present(), delta.gone());
            }
            behind = false;
        } catch (ProblemException unavailable) {
            retryLater();
        } catch (RuntimeException e) {
            log.error("A change could not be passed on; everything will be read again", e);
            retryLater();
        }
    }

    private void retryLater() throws InterruptedException {
        behind = true;
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        parts.pending.missed();
    }

    /** What a follower works with. */
    record Parts<K, T>(
            Database database, Announcements announcements, FeedSource<K, T> source, PendingChanges pending) {}
}
