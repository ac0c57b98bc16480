package dev.llmmarketplace.gateway.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Answers by what they answered, within a bound of bytes; the least recently used go first. Lives and dies with the
 * process. Thread-safe: sixteen stripes, each a map in the order of use under a lock that is held for a look-up or an
 * insertion. A request takes one of them, and only when its organisation wants answers kept.
 */
public final class AnswerCache {
    /** Bytes of an answer; longer ones are not kept. */
    public static final int LONGEST_ANSWER = 1 << 20;

    private static final int STRIPES = 16;

    private final Stripe[] stripes = new Stripe[STRIPES];

    /** @param bytes in all; 0 keeps nothing */
    public AnswerCache(long bytes) {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe(bytes / STRIPES);
        }
    }

    /** The answer, if it is younger than {@code cacheForNanos}; one that is not is dropped. */
    public @Nullable CachedAnswer find(CacheKey key, long nanoTime, long cacheForNanos) {
        return stripe(key).find(key, nanoTime, cacheForNanos);
    }

    /** Keeps it, unless it is too long. */
    public void put(CacheKey key, CachedAnswer answer) {
        if (answer.body().length <= LONGEST_ANSWER) {
            stripe(key).put(key, answer);
        }
    }

    /** That are held, with what holding them takes. */
    public long bytes() {
        long sum = 0;
        for (Stripe stripe : stripes) {
            sum += stripe.bytes();
        }
        return sum;
    }

    private Stripe stripe(CacheKey key) {
        return stripes[(int) key.b() & STRIPES - 1];
    }

    private static final class Stripe {
        private final long limit;
        private final Map<CacheKey, CachedAnswer> answers = new LinkedHashMap<>(16, 0.75f, true);
        private final ReentrantLock lock = new ReentrantLock();
        private long bytes;

        Stripe(long limit) {
            this.limit = limit;
        }

        @Nullable
        CachedAnswer find(CacheKey key, long nanoTime, long cacheForNanos) {
            lock.lock();
            try {
                CachedAnswer found = answers.get(key);
                if (found != null && found.ageNanos(nanoTime) >= cacheForNanos) {
                    answers.remove(key);
                    bytes -= found.weight();
                    return null;
                }
                return found;
            } finally {
                lock.unlock();
            }
        }

        void put(CacheKey key, CachedAnswer answer) {
            if (answer.weight() > limit) {
                return;
            }
            lock.lock();
            try {
                CachedAnswer before = answers.put(key, answer);
                bytes += answer.weight() - (before == null ? 0 : before.weight());
                Iterator<CachedAnswer> oldest = answers.values().iterator();
                while (bytes > limit) {
                    bytes -= oldest.next().weight();
                    oldest.remove();
                }
            } finally {
                lock.unlock();
            }
        }

        long bytes() {
            lock.lock();
            try {
                return bytes;
            } finally {
                lock.unlock();
            }
        }
    }
}
