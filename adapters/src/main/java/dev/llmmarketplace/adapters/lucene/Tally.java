package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.SearchAnswer;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import java.io.IOException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Filters documents and counts each facet with all filters but its own ("drill sideways"): a document that passes all
 * filters counts everywhere, one that fails at one facet alone counts there.
 */
final class Tally {
    /** The commonest; more could not be shown. Chosen values are there always. */
    private static final int MOST_VALUES = 100;

    private final Filters filters;
    private final Map<Facet, Map<String, Long>> counts = new EnumMap<>(Facet.class);
    private long total;

    Tally(Filters filters) {
        this.filters = filters;
        for (Facet facet : Facet.values()) {
            counts.put(facet, new HashMap<>());
        }
    }

    /** Counts a matching document; true when it passes all filters. */
    boolean admit(Conditions.Leaf leaf, int document) throws IOException {
        if (!leaf.within(document)) {
            return false;
        }
        LeafFacet refusing = null;
        for (LeafFacet facet : leaf.facets().values()) {
            if (!facet.accepts(document)) {
                if (refusing != null) {
                    return false;
                }
                refusing = facet;
            }
        }
        count(leaf, refusing, document);
        return refusing == null;
    }

    private void count(Conditions.Leaf leaf, @Nullable LeafFacet refusing, int document) throws IOException {
        if (refusing != null) {
            refusing.count(document);
            return;
        }
        total++;
        for (LeafFacet facet : leaf.facets().values()) {
            facet.count(document);
        }
    }

    /** Adds what was counted in a segment, once it is through. */
    void add(Conditions.Leaf leaf) throws IOException {
        for (Map.Entry<Facet, LeafFacet> facet : leaf.facets().entrySet()) {
            facet.getValue().addTo(counts.getOrDefault(facet.getKey(), new HashMap<>()));
        }
    }

    long total() {
        return total;
    }

    List<SearchAnswer.Facet> facets() {
        return counts.entrySet().stream()
                .map(facet -> new SearchAnswer.Facet(
                        facet.getKey().wireName(),
                        ranked(facet.getValue(), facet.getKey().chosen(filters))))
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
        List<SearchAnswer.Count> shown = new java.util.ArrayList<>();
        for (SearchAnswer.Count count : sorted) {
            if (shown.size() < MOST_VALUES || chosen.contains(count.value())) {
                shown.add(count);
            }
        }
        return shown;
    }
}
