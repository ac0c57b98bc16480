package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * How one dimension's values lie in one segment, for counting many documents at once: a common value has the set of its
 * documents, so that counting it is one intersection; the others are kept document by document. Immutable.
 */
final class Column {
    /** A value is common when at least one of so many documents has it: its set then takes no more room than a list. */
    private static final int COMMON = 64;

    private static final int NONE = -1;

    /** Those that occur, common or not. */
    private final int[] values;
    /** Of how many documents each of them is. */
    private final int[] totals;

    private final List<Common> common;
    private final @Nullable RareValues rare;

    private Column(int[] values, int[] totals, List<Common> common, @Nullable RareValues rare) {
        this.values = values;
        this.totals = totals;
        this.common = common;
        this.rare = rare;
    }

    /**
     * @param once the dimension, fresh
     * @param again the same, fresh too: it can be read through but once
     */
    static Column of(Dimension once, Dimension again, int documents, ValueNumbers numbers) throws IOException {
        int[] counts = counts(once, documents);
        List<Common> common = new ArrayList<>();
        @Nullable FixedBitSet[] sets = new FixedBitSet[counts.length];
        int[] numberOf = new int[counts.length];
        int rare = 0;
        for (int value = 0; value < counts.length; value++) {
            numberOf[value] = counts[value] == 0 ? NONE : once.number(value, numbers);
            if ((long) counts[value] * COMMON >= documents) {
                FixedBitSet set = new FixedBitSet(documents);
                sets[value] = set;
                common.add(new Common(numberOf[value], set));
            } else {
                rare += counts[value];
            }
        }
        RareValues.Builder others = new RareValues.Builder(documents, rare);
        for (int document = 0; document < documents; document++) {
            for (int left = again.values(document); left > 0; left--) {
                int value = again.nextValue();
                FixedBitSet set = sets[value];
                if (set == null) {
                    others.add(document, numberOf[value]);
                } else {
                    set.set(document);
                }
            }
        }
        int[] present = IntStream.range(0, counts.length)
                .filter(value -> counts[value] > 0)
                .toArray();
        return new Column(
                IntStream.of(present).map(value -> numberOf[value]).toArray(),
                IntStream.of(present).map(value -> counts[value]).toArray(),
                List.copyOf(common),
                others.build());
    }

    private static int[] counts(Dimension dimension, int documents) throws IOException {
        int[] counts = new int[dimension.size()];
        for (int document = 0; document < documents; document++) {
            for (int left = dimension.values(document); left > 0; left--) {
                counts[dimension.nextValue()]++;
            }
        }
        return counts;
    }

    /** Adds how many of the documents have each value to {@code counts}, at the value's number. */
    void count(Counted documents, int[] counts) {
        if (documents.all()) {
            for (int i = 0; i < values.length; i++) {
                counts[values[i]] += totals[i];
            }
            return;
        }
        for (Common value : common) {
            counts[value.number()] += documents.in(value.documents());
        }
        if (rare != null) {
            rare.count(documents.documents(), counts);
        }
    }

    /** A value that many documents have. */
    private record Common(int number, FixedBitSet documents) {}
}
