package dev.llmmarketplace.gateway.route;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens a service's answers have, or how long they take to begin, as far as seen: a histogram with eight buckets per doubling (an error of 9 %
 * at most) whose older half fades. Thread-safe; an update now and then may be lost, which quantiles do not mind.
 */
public final class OutputHistory {
    private static final int PER_DOUBLING = 8;
    private static final int BUCKETS = 32 * PER_DOUBLING;
    private static final int FADE_AT = 8192;
    private static final int ENOUGH = 32;
    private static final int REFRESH = 64;

    /** Made with the first answer: most of a large catalogue's services are never called by the same process. */
    private volatile @Nullable AtomicIntegerArray counts;

    private final AtomicInteger total = new AtomicInteger();
    private volatile long usual;
    private volatile long rare;

    /** Takes down the answer tokens of one completed choice. */
    public void add(long tokens) {
        AtomicIntegerArray histogram = histogram();
        histogram.incrementAndGet(bucket(tokens));
        int seen = total.incrementAndGet();
        if (seen == ENOUGH || seen % REFRESH == 0) {
            refresh(histogram);
        }
        if (seen >= FADE_AT) {
            fade(histogram);
        }
    }

    private AtomicIntegerArray histogram() {
        AtomicIntegerArray histogram = counts;
        if (histogram == null) {
            histogram = new AtomicIntegerArray(BUCKETS);
            counts = histogram;
        }
        return histogram;
    }

    /** The 95th percentile, or {@code unknown} when too little was seen. */
    public long usual(long unknown) {
        return usual == 0 ? unknown : usual;
    }

    /** The 99.9th percentile, or {@code unknown} when too little was seen. */
    public long rare(long unknown) {
        return rare == 0 ? unknown : rare;
    }

    private void refresh(AtomicIntegerArray histogram) {
        usual = quantile(histogram, 0.95);
        rare = quantile(histogram, 0.999);
    }

    private static long quantile(AtomicIntegerArray histogram, double fraction) {
        long sum = 0;
        for (int i = 0; i < BUCKETS; i++) {
            sum += histogram.get(i);
        }
        long wanted = (long) Math.ceil(sum * fraction);
        for (int i = 0; i < BUCKETS; i++) {
            wanted -= histogram.get(i);
            if (wanted <= 0) {
                return upperBound(i);
            }
        }
        return upperBound(BUCKETS - 1);
    }

    private void fade(AtomicIntegerArray histogram) {
        if (total.getAndSet(FADE_AT / 2) >= FADE_AT) {
            for (int i = 0; i < BUCKETS; i++) {
                histogram.set(i, histogram.get(i) / 2);
            }
        }
    }

    private static int bucket(long tokens) {
        long value = Math.clamp(tokens, 1, Integer.MAX_VALUE);
        int doubling = Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
        long within = ((value << 3) >>> doubling) - PER_DOUBLING;
        return doubling * PER_DOUBLING + (int) within;
    }

    private static long upperBound(int bucket) {
        long base = 1L << bucket / PER_DOUBLING;
        return base + Math.ceilDiv(base * (bucket % PER_DOUBLING + 1), PER_DOUBLING);
    }
}
