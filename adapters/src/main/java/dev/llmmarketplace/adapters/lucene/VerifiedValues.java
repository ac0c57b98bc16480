package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.ranking.TrackRecords;
import java.io.IOException;
import java.util.BitSet;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;

/** {@code true} for the documents whose provider is verified. For one thread. */
final class VerifiedValues extends SortedSetDocValues {
    private static final BytesRef TRUE = new BytesRef("true");

    private final SortedSetDocValues providers;
    private final BitSet verified;

    private VerifiedValues(SortedSetDocValues providers, BitSet verified) {
        this.providers = providers;
        this.verified = verified;
    }

    static VerifiedValues of(SortedSetDocValues providers, TrackRecords records) throws IOException {
        BitSet verified = new BitSet();
        for (int provider = 0; provider < providers.getValueCount(); provider++) {
            verified.set(
                    provider, records.verified(providers.lookupOrd(provider).utf8ToString()));
        }
        return new VerifiedValues(providers, verified);
    }

    @Override
    public boolean advanceExact(int document) throws IOException {
        return providers.advanceExact(document) && verified.get((int) providers.nextOrd());
    }

    @Override
    public long nextOrd() {
        return 0;
    }

    @Override
    public int docValueCount() {
        return 1;
    }

    @Override
    public BytesRef lookupOrd(long ordinal) {
        return TRUE;
    }

    @Override
    public long getValueCount() {
        return 1;
    }

    @Override
    public int docID() {
        return providers.docID();
    }

    @Override
    public int nextDoc() throws IOException {
        return advance(docID() + 1);
    }

    @Override
    public int advance(int target) throws IOException {
        int document = providers.advance(target);
        while (document != NO_MORE_DOCS && !verified.get((int) providers.nextOrd())) {
            document = providers.nextDoc();
        }
        return document;
    }

    @Override
    public long cost() {
        return providers.cost();
    }
}
