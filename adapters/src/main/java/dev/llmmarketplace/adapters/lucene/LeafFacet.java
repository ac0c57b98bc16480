package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.Trait;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** One trait's values in one segment, what a filter asks of them, and how often each was counted. */
final class LeafFacet implements Dimension {
    /** Counts below are told apart without sorting. */
    private static final int TOLD_APART = 1024;

    private final Trait trait;
    private final Set<String> wanted;
    private final SortedSetDocValues values;
    private final BitSet chosen = new BitSet();
    private final long[] counts;
    private final boolean all;
    private final int needed;

    private LeafFacet(Trait trait, Set<String> wanted, SortedSetDocValues values) {
        this.trait = trait;
        this.wanted = wanted;
        this.values = values;
        this.all = trait.all();
        this.needed = all ? wanted.size() : Math.min(1, wanted.size());
        this.counts = new long[Math.toIntExact(values.getValueCount())];
    }

    /** @param wanted of which a document needs one or all; none when the trait is not filtered by */
    static LeafFacet of(Trait trait, SortedSetDocValues values, Set<String> wanted) throws IOException {
        LeafFacet facet = new LeafFacet(trait, wanted, values);
        for (String value : wanted) {
            long ordinal = values.lookupTerm(new BytesRef(value));
            if (ordinal >= 0) {
                facet.chosen.set((int) ordinal);
            }
        }
        return facet;
    }

    @Override
    public boolean accepts(int document) throws IOException {
        int missing = needed;
        if (missing > 0 && values.advanceExact(document)) {
            for (int i = values.docValueCount(); i > 0 && missing > 0; i--) {
                if (chosen.get((int) values.nextOrd())) {
                    missing--;
                }
            }
        }
        return missing == 0;
    }

    @Override
    public boolean countsRefused() {
        return !all;
    }

    @Override
    public Object name() {
        return trait;
    }

    @Override
    public Object wanted() {
        return wanted;
    }

    @Override
    public boolean lasting() {
        return trait != Trait.VERIFIED; // of the provider, as he is now
    }

    @Override
    public DocIdSetIterator holders() {
        return values;
    }

    @Override
    public @Nullable FixedBitSet set() {
        return values instanceof VerifiedValues verified ? verified.documents() : null;
    }

    @Override
    public int values(int document) throws IOException {
        return values.advanceExact(document) ? values.docValueCount() : 0;
    }

    @Override
    public int nextValue() throws IOException {
        return (int) values.nextOrd();
    }

    @Override
    public long[] counts() {
        return counts;
    }

    /** How often the value was counted. */
    long count(String value, ValueNames names) throws IOException {
        int number = names.number(value, values);
        return number < 0 ? 0 : counts[number];
    }

    /** Adds the values that were counted most often, so many at most; of equally common ones the first. */
    void addCommonest(int most, ValueNames names, Map<String, Long> totals) throws IOException {
        long least = most < counts.length ? leastOf(most) : 1;
        int left = most;
        for (int number = 0; number < counts.length; number++) {
            if (counts[number] > least) {
                totals.merge(names.name(number, values), counts[number], Long::sum);
                left--;
            }
        }
        for (int number = 0; number < counts.length && left > 0; number++) {
            if (counts[number] == least) {
                totals.merge(names.name(number, values), counts[number], Long::sum);
                left--;
            }
        }
    }

    /** The greatest count that so many values reach; 1 when not so many were counted. */
    private long leastOf(int most) {
        int[] frequencies = new int[TOLD_APART];
        int beyond = 0;
        for (long count : counts) {
            if (count < TOLD_APART) {
                frequencies[(int) count]++;
            } else {
                beyond++;
            }
        }
        if (beyond >= most) {
            long[] sorted = counts.clone();
            Arrays.sort(sorted);
            return sorted[sorted.length - most];
        }
        int least = TOLD_APART - 1;
        int reached = beyond + frequencies[least];
        while (least > 1 && reached < most) {
            reached += frequencies[--least];
        }
        return least;
    }
}
