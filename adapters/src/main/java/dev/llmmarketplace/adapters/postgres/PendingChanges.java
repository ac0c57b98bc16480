package dev.llmmarketplace.adapters.postgres;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What was announced and is not yet read again. Repeated announcements merge; when too many come together, reading
 * everything is cheaper, so the memory it takes is bounded.
 */
final class PendingChanges implements Announcements.Listener {
    private static final int MANY = 5_000;

    private final Set<String> kinds;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Set<Announcement> announced = new HashSet<>();
    private boolean everything;

    PendingChanges(Set<String> kinds) {
        this.kinds = kinds;
    }

    @Override
    public void announced(Announcement announcement) {
        if (kinds.contains(announcement.kind())) {
            lock.lock();
            try {
                announced.add(announcement);
                everything |= announced.size() > MANY;
                arrived.signal();
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public void missed() {
        lock.lock();
        try {
            everything = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something, and takes all of it. */
    Taken take() throws InterruptedException {
        lock.lock();
        try {
            while (announced.isEmpty() && !everything) {
                arrived.await();
            }
            Taken taken = new Taken(everything, Set.copyOf(announced));
            announced.clear();
            everything = false;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** True when everything must be read again and is not yet. */
    boolean stale() {
        lock.lock();
        try {
            return everything;
        } finally {
            lock.unlock();
        }
    }

    /** @param everything when true, {@code announced} does not tell all */
    record Taken(boolean everything, Set<Announcement> announced) {}
}
