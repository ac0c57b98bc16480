package dev.llmmarketplace.core.search.ranking;

import java.util.function.Supplier;

/**
 * What an index needs to order its hits.
 *
 * @param records the latest; cheap to ask, and the same object until something has changed
 */
public record Ranker(Ranking ranking, Supplier<TrackRecords> records) {
    /** By relevance and what manifests state alone. */
    public static Ranker ofUnmeasured() {
        return new Ranker(Ranking.USUAL, () -> TrackRecords.NONE);
    }
}
