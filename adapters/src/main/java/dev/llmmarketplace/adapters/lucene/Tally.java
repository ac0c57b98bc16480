package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.SearchAnswer;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.Trait;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/** Adds up the counts of all segments, each value's at the number that it goes by in all of them. */
final class Tally {
    /** The commonest; more could not be shown. Chosen values are there always. */
    private static final int MOST_VALUES = 100;

    private static final Comparator<SearchAnswer.Count> ORDER =
            Comparator.comparingLong(SearchAnswer.Count::count).reversed().thenComparing(SearchAnswer.Count::value);

    private final Filters filters;
    private final ValueNumbers numbers;
    private final Map<Object, int[]> counts = new HashMap<>();
    private long total;

    /** @param numbers that the values of all segments have already */
    Tally(Filters filters, ValueNumbers numbers) {
        this.filters = filters;
        this.numbers = numbers;
        for (Trait trait : Trait.values()) {
            counts.put(trait, new int[numbers.size(trait)]);
        }
        for (Figure figure : Figure.values()) {
            counts.put(figure, new int[figure.buckets()]);
        }
    }

    /** The documents that have each value, by its number, of a trait or figure; to be added to. */
    int[] counts(Object dimension) {
        int[] known = counts.get(dimension);
        if (known == null) {
            throw new IllegalArgumentException(dimension + " is not counted");
        }
        return known;
    }

    /** @param dimension of which few documents have a value, or whose only value's documents are known; fresh */
    void add(Dimension dimension, Counted documents) throws IOException {
        FixedBitSet set = dimension.set();
        if (set != null) {
            add(dimension, 0, documents.in(set));
            return;
        }
        DocIdSetIterator holders = dimension.holders();
        for (int doc = holders.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = holders.nextDoc()) {
            if (documents.documents().get(doc)) {
                for (int left = dimension.values(doc); left > 0; left--) {
                    add(dimension, dimension.nextValue(), 1);
                }
            }
        }
    }

    private void add(Dimension dimension, int value, int count) throws IOException {
        int number = dimension.number(value, numbers);
        int[] known = counts(dimension.name());
        if (number >= known.length) {
            known = Arrays.copyOf(known, number + 1);
            counts.put(dimension.name(), known);
        }
        known[number] += count;
    }

    void addTotal(int documents) {
        total += documents;
    }

    long total() {
        return total;
    }

    List<SearchAnswer.Facet> facets() {
        return Arrays.stream(Trait.values())
                .map(trait -> new SearchAnswer.Facet(trait.wireName(), shown(trait)))
                .toList();
    }

    /** The highest counts first, equal ones by value. Which of equally rare values are the last does not matter. */
    private List<SearchAnswer.Count> shown(Trait trait) {
        int[] counted = counts(trait);
        List<SearchAnswer.Count> shown = new ArrayList<>();
        for (int number : Commonest.of(counted, MOST_VALUES)) {
            shown.add(new SearchAnswer.Count(numbers.name(trait, number), counted[number]));
        }
        for (String chosen : filters.of(trait)) {
            if (shown.stream().noneMatch(count -> count.value().equals(chosen))) {
                int number = numbers.find(trait, chosen);
                shown.add(new SearchAnswer.Count(chosen, number < 0 || number >= counted.length ? 0 : counted[number]));
            }
        }
        shown.sort(ORDER);
        return List.copyOf(shown);
    }

    List<SearchAnswer.Histogram> histograms() {
        return Arrays.stream(Figure.values())
                .map(figure -> new SearchAnswer.Histogram(figure, filled(figure, counts(figure))))
                .toList();
    }

    private static List<SearchAnswer.Bucket> filled(Figure figure, int[] counted) {
        return IntStream.range(0, counted.length)
                .filter(bucket -> counted[bucket] > 0)
                .mapToObj(bucket -> new SearchAnswer.Bucket(figure.range(bucket), counted[bucket]))
                .toList();
    }
}
