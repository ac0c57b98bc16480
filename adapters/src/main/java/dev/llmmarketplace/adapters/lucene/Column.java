package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * How one dimension's values lie in one segment, for counting many documents at once: a common value has the set of its
 * documents, so that counting it is one intersection; the documents of the others are looked at one by one. Thread-safe.
 */
final class Column {
    /** A value is common when at least one of so many documents has it: its set then takes no more room than a list. */
    private static final int COMMON = 64;

    /** Values are kept document by document where one of so many has an uncommon one. */
    private static final int MANY = 8;

    private static final int NONE = -1;

    private final long[] totals;
    private final @Nullable FixedBitSet[] common;
    /** Those that have a value that is not common; null when none does. */
    private final @Nullable FixedBitSet others;

    private final int sets;
    /** The only value of each document, or {@link #NONE}; null where documents have several, or few an uncommon one. */
    private final int @Nullable [] values;

    private final ValueNames names;

    private Column(
            long[] totals,
            @Nullable FixedBitSet[] common,
            @Nullable FixedBitSet others,
            int sets,
            int @Nullable [] values) {
        this.totals = totals;
        this.common = common;
        this.others = others;
        this.sets = sets;
        this.values = values;
        this.names = new ValueNames(totals.length);
    }

    /** The values. */
    ValueNames names() {
        return names;
    }

    /**
     * @param dimension with nothing counted yet
     * @param again the same, fresh
     */
    static Column of(Dimension dimension, Dimension again, int documents) throws IOException {
        long[] totals = new long[dimension.counts().length];
        boolean single = true;
        for (int document = 0; document < documents; document++) {
            int left = dimension.values(document);
            single &= left <= 1;
            for (; left > 0; left--) {
                totals[dimension.nextValue()]++;
            }
        }
        @Nullable FixedBitSet[] common = new FixedBitSet[totals.length];
        int sets = 0;
        boolean uncommon = false;
        for (int value = 0; value < totals.length; value++) {
            if (totals[value] > 0 && totals[value] * COMMON >= documents) {
                common[value] = new FixedBitSet(documents);
                sets++;
            } else {
                uncommon |= totals[value] > 0;
            }
        }
        int[] values = single && uncommon ? new int[documents] : null;
        FixedBitSet others = fill(again, documents, common, values);
        boolean many = others != null && (long) others.cardinality() * MANY >= documents;
        return new Column(totals, common, others, sets, many ? values : null);
    }

    private static @Nullable FixedBitSet fill(
            Dimension again, int documents, @Nullable FixedBitSet[] common, int @Nullable [] values)
            throws IOException {
        FixedBitSet others = null;
        for (int document = 0; document < documents; document++) {
            int value = NONE;
            for (int left = again.values(document); left > 0; left--) {
                value = again.nextValue();
                FixedBitSet set = common[value];
                if (set == null) {
                    others = others == null ? new FixedBitSet(documents) : others;
                    set = others;
                }
                set.set(document);
            }
            if (values != null) {
                values[document] = value;
            }
        }
        return others;
    }

    /** Adds what the documents have to the dimension's counts. */
    void count(Dimension dimension, FixedBitSet documents, int size) throws IOException {
        if (size == documents.length()) {
            add(totals, dimension.counts());
        } else if (size <= (long) sets * FixedBitSet.bits2words(documents.length()) / COMMON) {
            each(dimension, documents, dimension.counts());
        } else {
            for (int value = 0; value < common.length; value++) {
                FixedBitSet set = common[value];
                if (set != null) {
                    dimension.counts()[value] += FixedBitSet.intersectionCount(set, documents);
                }
            }
            if (others != null) {
                FixedBitSet rest = others.clone();
                rest.and(documents);
                long[] counts = new long[totals.length];
                each(dimension, rest, counts);
                addUncommon(counts, dimension.counts());
            }
        }
    }

    private void each(Dimension dimension, FixedBitSet documents, long[] counts) throws IOException {
        BitSetIterator each = new BitSetIterator(documents, 0);
        for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
            if (values == null) {
                add(dimension, doc, counts);
            } else if (values[doc] != NONE) {
                counts[values[doc]]++;
            }
        }
    }

    /** Counts what one document has. */
    static void add(Dimension dimension, int document, long[] counts) throws IOException {
        for (int left = dimension.values(document); left > 0; left--) {
            counts[dimension.nextValue()]++;
        }
    }

    private void addUncommon(long[] from, long[] to) {
        for (int value = 0; value < from.length; value++) {
            if (common[value] == null) {
                to[value] += from[value];
            }
        }
    }

    private static void add(long[] from, long[] to) {
        for (int value = 0; value < from.length; value++) {
            to[value] += from[value];
        }
    }
}
