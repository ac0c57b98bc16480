package dev.llmmarketplace.server.rest.search;

import dev.llmmarketplace.core.search.ranking.TrackRecord;
import org.jspecify.annotations.Nullable;

/** What was measured of a service, over thirty days; what was not is absent. */
record MeasuredBody(
        @Nullable Double latencyMillis,
        @Nullable Double uptime,
        @Nullable Double rating,
        long reviews) {
    static MeasuredBody from(TrackRecord record) {
        return new MeasuredBody(record.slowMillis(), record.availability(), record.rating(), record.reviews());
    }
}
