package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.SearchAnswer;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.Trait;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Filters documents and counts each facet and each figure with all filters but its own ("drill sideways"): a document that passes all
 * filters counts everywhere, one that fails at one of them alone counts there.
 */
final class Tally {
    /** The commonest; more could not be shown. Chosen values are there always. */
    private static final int MOST_VALUES = 100;

    private final Filters filters;
    private final Map<Trait, Map<String, Long>> counts = new EnumMap<>(Trait.class);
    private final Map<Figure, long[]> buckets = new EnumMap<>(Figure.class);
    private long total;

    Tally(Filters filters) {
        this.filters = filters;
    }

    /** Counts a matching document; true when it passes all filters. */
    boolean admit(Conditions.Leaf leaf, int document) throws IOException {
        Dimension refusing = null;
        for (Dimension dimension : leaf.restricting()) {
            if (!dimension.accepts(document)) {
                if (refusing != null) {
                    return false;
                }
                refusing = dimension;
            }
        }
        if (refusing != null) {
            if (refusing.countsRefused()) {
                refusing.count(document);
            }
            return false;
        }
        total++;
        leaf.count(document);
        return true;
    }

    /** Adds what was counted in a segment, once it is through. */
    void add(Conditions.Leaf leaf) throws IOException {
        for (Map.Entry<Trait, LeafFacet> facet : leaf.facets().entrySet()) {
            facet.getValue().addTo(counts.computeIfAbsent(facet.getKey(), any -> new HashMap<>()));
        }
        leaf.figures()
                .forEach(
                        (name, figure) -> figure.addTo(buckets.computeIfAbsent(name, any -> new long[name.buckets()])));
    }

    /** For what was counted all at once. */
    void addTotal(int documents) {
        total += documents;
    }

    long total() {
        return total;
    }

    List<SearchAnswer.Facet> facets() {
        return Arrays.stream(Trait.values())
                .map(trait -> new SearchAnswer.Facet(
                        trait.wireName(), ranked(counts.getOrDefault(trait, Map.of()), filters.of(trait))))
                .toList();
    }

    List<SearchAnswer.Histogram> histograms() {
        return Arrays.stream(Figure.values())
                .map(figure -> new SearchAnswer.Histogram(
                        figure, filled(figure, buckets.getOrDefault(figure, new long[figure.buckets()]))))
                .toList();
    }

    private static List<SearchAnswer.Bucket> filled(Figure figure, long[] counted) {
        return IntStream.range(0, counted.length)
                .filter(bucket -> counted[bucket] > 0)
                .mapToObj(bucket -> new SearchAnswer.Bucket(figure.range(bucket), counted[bucket]))
                .toList();
    }

    /** The highest counts first, equal ones by value. */
    private static List<SearchAnswer.Count> ranked(Map<String, Long> counts, Set<String> chosen) {
        Map<String, Long> all = new HashMap<>(counts);
        chosen.forEach(value -> all.putIfAbsent(value, 0L));
        List<SearchAnswer.Count> sorted = all.entrySet().stream()
                .map(entry -> new SearchAnswer.Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(SearchAnswer.Count::count)
                        .reversed()
                        .thenComparing(SearchAnswer.Count::value))
                .toList();
        List<SearchAnswer.Count> shown = new ArrayList<>();
        for (SearchAnswer.Count count : sorted) {
            if (shown.size() < MOST_VALUES || chosen.contains(count.value())) {
                shown.add(count);
            }
        }
        return shown;
    }
}
