package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;

/** One facet's values in one segment, what a filter asks of them, and how often each was counted. */
final class LeafFacet implements Dimension {
    private final SortedSetDocValues values;
    private final boolean restricted;
    private final BitSet chosen;
    private final long[] counts;

    private LeafFacet(SortedSetDocValues values, boolean restricted, BitSet chosen) {
        this.values = values;
        this.restricted = restricted;
        this.chosen = chosen;
        this.counts = new long[Math.toIntExact(values.getValueCount())];
    }

    /** @param chosen of which a document needs one; none when the facet is not filtered by */
    static LeafFacet open(LeafReader reader, String field, Set<String> chosen) throws IOException {
        SortedSetDocValues values = DocValues.getSortedSet(reader, field);
        BitSet ordinals = new BitSet();
        for (String value : chosen) {
            long ordinal = values.lookupTerm(new BytesRef(value));
            if (ordinal >= 0) {
                ordinals.set((int) ordinal);
            }
        }
        return new LeafFacet(values, !chosen.isEmpty(), ordinals);
    }

    @Override
    public boolean accepts(int document) throws IOException {
        if (!restricted) {
            return true;
        }
        if (values.advanceExact(document)) {
            for (int i = values.docValueCount(); i > 0; i--) {
                if (chosen.get((int) values.nextOrd())) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void count(int document) throws IOException {
        if (values.advanceExact(document)) {
            for (int i = values.docValueCount(); i > 0; i--) {
                counts[(int) values.nextOrd()]++;
            }
        }
    }

    void addTo(Map<String, Long> totals) throws IOException {
        for (int ordinal = 0; ordinal < counts.length; ordinal++) {
            if (counts[ordinal] > 0) {
                totals.merge(values.lookupOrd(ordinal).utf8ToString(), counts[ordinal], Long::sum);
            }
        }
    }
}
