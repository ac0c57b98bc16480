package dev.llmmarketplace.gateway;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** Counts of durations in fixed buckets, 10 µs to 5 min, about three per decade. Thread-safe. */
public final class LatencyHistogram {
    private static final long[] BOUNDS = {
        10,
        20,
        50,
        100,
        200,
        500,
        1_000,
        2_000,
        5_000,
        10_000,
        20_000,
        50_000,
        100_000,
        200_000,
        500_000,
        1_000_000,
        2_000_000,
        5_000_000,
        10_000_000,
        20_000_000,
        60_000_000,
        300_000_000
    };

    private final LongAdder[] counts = new LongAdder[BOUNDS.length + 1];
    private final LongAdder sum = new LongAdder();

    LatencyHistogram() {
        Arrays.setAll(counts, _ -> new LongAdder());
    }

    void record(long micros) {
        int found = Arrays.binarySearch(BOUNDS, micros);
        counts[found < 0 ? -found - 1 : found].increment();
        sum.add(micros);
    }

    /** Upper bounds in microseconds, inclusive; one more bucket holds what is above the last. */
    public static long[] boundsMicros() {
        return BOUNDS.clone();
    }

    /** Durations per bucket, not cumulated. */
    public long[] counts() {
        return Arrays.stream(counts).mapToLong(LongAdder::sum).toArray();
    }

    public long sumMicros() {
        return sum.sum();
    }
}
