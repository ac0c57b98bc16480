package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.Trait;
import java.io.IOException;
import java.util.BitSet;
import java.util.Set;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** One trait's values in one segment, and what a filter asks of them. */
final class LeafFacet implements Dimension {
    private final Trait trait;
    private final Set<String> wanted;
    private final SortedSetDocValues values;
    private final BitSet chosen = new BitSet();
    private final boolean all;
    private final int needed;

    private LeafFacet(Trait trait, Set<String> wanted, SortedSetDocValues values) {
        this.trait = trait;
        this.wanted = wanted;
        this.values = values;
        this.all = trait.all();
        this.needed = all ? wanted.size() : Math.min(1, wanted.size());
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

    static boolean lasting(Trait trait) {
        return trait != Trait.VERIFIED; // of the provider, as he is now
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
        return lasting(trait);
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
    public int size() {
        return Math.toIntExact(values.getValueCount());
    }

    @Override
    public int number(int value, ValueNumbers numbers) throws IOException {
        return numbers.of(trait, values.lookupOrd(value));
    }
}
