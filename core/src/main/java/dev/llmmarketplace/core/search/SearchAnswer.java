package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.ranking.Ranking;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param total number of matches, exact
 * @param facets counts that show what choosing a value would give: each facet is counted with all filters but its own,
 *     or where a filter asks for all of its words with its own too
 * @param histograms the same for figures, in the order of {@link Figure}
 * @param ranking version of the ranking, see {@link Ranking#version}
 * @param next opaque cursor; null on the last page
 * @param wordsAlone true when the question has words whose meaning could not be had: the model cannot be asked, or the index
 *     was made with another and its successor is being made
 */
public record SearchAnswer(
        List<Hit> hits,
        long total,
        List<Facet> facets,
        List<Histogram> histograms,
        String ranking,
        @Nullable String next,
        boolean wordsAlone) {
    public SearchAnswer {
        hits = List.copyOf(hits);
        facets = List.copyOf(facets);
        histograms = List.copyOf(histograms);
    }

    /** Of words and meaning. */
    public SearchAnswer(
            List<Hit> hits,
            long total,
            List<Facet> facets,
            List<Histogram> histograms,
            String ranking,
            @Nullable String next) {
        this(hits, total, facets, histograms, ranking, next, false);
    }

    /** The same, found by words alone. */
    public SearchAnswer byWordsAlone() {
        return new SearchAnswer(hits, total, facets, histograms, ranking, next, true);
    }

    /**
     * @param score comparable within one answer only; 0 when not sorted by relevance
     * @param parts of the score
     * @param matched why it is here, for example {@code name}, {@code description}, {@code meaning}
     */
    public record Hit(ServiceId service, double score, Ranking.Parts parts, List<String> matched) {}

    /** @param name of the filter it counts, for example {@code category} */
    public record Facet(String name, List<Count> counts) {}

    public record Count(String value, long count) {}

    /** @param buckets those that hold something, ascending */
    public record Histogram(Figure figure, List<Bucket> buckets) {}

    /** @param range as a filter it gives as many as were counted */
    public record Bucket(Range range, long count) {}
}
