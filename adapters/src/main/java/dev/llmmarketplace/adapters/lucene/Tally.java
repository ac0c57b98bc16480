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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;

/** Adds up the counts of all segments. */
final class Tally {
    /** The commonest; more could not be shown. Chosen values are there always. */
    private static final int MOST_VALUES = 100;
    /** Of each segment. */
    private static final int MOST_CANDIDATES = 120;

    private static final Comparator<SearchAnswer.Count> ORDER =
            Comparator.comparingLong(SearchAnswer.Count::count).reversed().thenComparing(SearchAnswer.Count::value);

    private final Filters filters;
    private final Map<Trait, List<Counted>> counts = new EnumMap<>(Trait.class);
    private final Map<Figure, long[]> buckets = new EnumMap<>(Figure.class);
    private long total;

    Tally(Filters filters) {
        this.filters = filters;
    }

    /** Adds what was counted in a segment, once it is through. */
    void add(Conditions.Leaf leaf, Segment segment) {
        leaf.facets()
                .forEach((trait, facet) -> counts.computeIfAbsent(trait, any -> new ArrayList<>())
                        .add(new Counted(facet, segment.names(facet))));
        leaf.figures()
                .forEach(
                        (name, figure) -> figure.addTo(buckets.computeIfAbsent(name, any -> new long[name.buckets()])));
    }

    void addTotal(int documents) {
        total += documents;
    }

    long total() {
        return total;
    }

    List<SearchAnswer.Facet> facets() throws IOException {
        List<SearchAnswer.Facet> facets = new ArrayList<>();
        for (Trait trait : Trait.values()) {
            List<Counted> leaves = counts.getOrDefault(trait, List.of());
            facets.add(new SearchAnswer.Facet(trait.wireName(), ranked(totals(leaves), filters.of(trait), leaves)));
        }
        return facets;
    }

    /**
     * By value. Of a trait with very many values only those that are among the commonest of a segment: which of equally rare
     * ones are shown does not matter, their counts do.
     */
    private static Map<String, Long> totals(List<Counted> leaves) throws IOException {
        Map<String, Long> totals = new HashMap<>();
        for (Counted leaf : leaves) {
            leaf.facet().addCommonest(MOST_CANDIDATES, leaf.names(), totals);
        }
        return totals;
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
    private static List<SearchAnswer.Count> ranked(Map<String, Long> totals, Set<String> chosen, List<Counted> leaves)
            throws IOException {
        Set<String> shown = commonest(totals);
        shown.addAll(chosen);
        List<SearchAnswer.Count> exact = new ArrayList<>();
        boolean known = totals.size() < MOST_CANDIDATES;
        for (String value : shown) {
            exact.add(new SearchAnswer.Count(value, known ? totals.getOrDefault(value, 0L) : count(value, leaves)));
        }
        exact.sort(ORDER);
        return List.copyOf(exact);
    }

    private static Set<String> commonest(Map<String, Long> totals) {
        if (totals.size() <= MOST_VALUES) {
            return new HashSet<>(totals.keySet());
        }
        PriorityQueue<SearchAnswer.Count> best = new PriorityQueue<>(ORDER.reversed());
        for (Map.Entry<String, Long> total : totals.entrySet()) {
            SearchAnswer.Count worst = best.size() < MOST_VALUES ? null : best.peek();
            if (worst == null || total.getValue() >= worst.count()) {
                best.add(new SearchAnswer.Count(total.getKey(), total.getValue()));
                if (worst != null) {
                    best.remove();
                }
            }
        }
        Set<String> values = new HashSet<>();
        best.forEach(count -> values.add(count.value()));
        return values;
    }

    private static long count(String value, List<Counted> leaves) throws IOException {
        long count = 0;
        for (Counted leaf : leaves) {
            count += leaf.facet().count(value, leaf.names());
        }
        return count;
    }

    private record Counted(LeafFacet facet, ValueNames names) {}
}
