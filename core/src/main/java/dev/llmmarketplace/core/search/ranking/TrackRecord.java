package dev.llmmarketplace.core.search.ranking;

import org.jspecify.annotations.Nullable;

/**
 * What a service has shown so far, over the last thirty days but for its reviews. What was not measured, or of too few calls,
 * is null; nothing is guessed.
 *
 * @param requests of other organisations than its provider
 * @param rating mean of its reviews, 1..5; null when there are none
 * @param reviews how many there are
 * @param latencyMillis median time to the end of a plain answer
 * @param slowMillis 95th percentile of the same
 * @param errorRate share of the calls that failed by the service's fault, 0..1
 * @param availability per cent of the calls that were answered, 0..100
 */
public record TrackRecord(
        long requests,
        @Nullable Double rating,
        long reviews,
        @Nullable Double latencyMillis,
        @Nullable Double slowMillis,
        @Nullable Double errorRate,
        @Nullable Double availability) {
    /** Of a service that nobody has called or reviewed. */
    public static final TrackRecord NONE = new TrackRecord(0, null, 0, null, null, null, null);

    public TrackRecord {
        require(requests >= 0 && reviews >= 0, "counts are not negative");
        require(rating == null || rating >= 1 && rating <= 5, "ratings are 1..5");
        require(errorRate == null || errorRate >= 0 && errorRate <= 1, "an error rate is 0..1");
        require(availability == null || availability >= 0 && availability <= 100, "an availability is 0..100");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
