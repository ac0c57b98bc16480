package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * How one dimension's values lie in one segment, for counting many documents at once: a common value has the set of its
 * documents, so that counting it is one intersection; the documents of the others are looked at one by one. Immutable.
 */
final class Column {
    /** A value is common when at least one of so many documents has it: its set then takes no more room than a list. */
    private static final int COMMON = 64;

    private final long[] totals;
    private final @Nullable FixedBitSet[] common;
    /** Those that have a value that is not common; null when none does. */
    private final @Nullable FixedBitSet others;

    private final int sets;

    private Column(long[] totals, @Nullable FixedBitSet[] common, @Nullable FixedBitSet others, int sets) {
        this.totals = totals;
        this.common = common;
        this.others = others;
        this.sets = sets;
    }

    /**
     * @param dimension with nothing counted yet
     * @param again the same, fresh
     */
    static Column of(Dimension dimension, Dimension again, int documents) throws IOException {
        long[] totals = new long[dimension.counts().length];
        for (int document = 0; document < documents; document++) {
            for (int left = dimension.values(document); left > 0; left--) {
                totals[dimension.nextValue()]++;
            }
        }
        @Nullable FixedBitSet[] common = new FixedBitSet[totals.length];
        int sets = 0;
        for (int value = 0; value < totals.length; value++) {
            if (totals[value] > 0 && totals[value] * COMMON >= documents) {
                common[value] = new FixedBitSet(documents);
                sets++;
            }
        }
        return new Column(totals, common, fill(again, documents, common), sets);
    }

    private static @Nullable FixedBitSet fill(Dimension again, int documents, @Nullable FixedBitSet[] common)
            throws IOException {
        FixedBitSet others = null;
        for (int document = 0; document < documents; document++) {
            for (int left = again.values(document); left > 0; left--) {
                FixedBitSet set = common[again.nextValue()];
                if (set != null) {
                    set.set(document);
                } else {
                    others = others == null ? new FixedBitSet(documents) : others;
                    others.set(document);
                }
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

    /** Counts document by document. */
    static void each(Dimension dimension, FixedBitSet documents, long[] counts) throws IOException {
        BitSetIterator each = new BitSetIterator(documents, 0);
        for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
            for (int left = dimension.values(doc); left > 0; left--) {
                counts[dimension.nextValue()]++;
            }
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
