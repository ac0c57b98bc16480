package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.Trait;
import dev.llmmarketplace.core.search.ranking.TrackRecords;
import java.io.IOException;
import java.util.BitSet;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/** {@code true} for the documents whose provider is verified. For one thread. */
final class VerifiedValues extends SortedSetDocValues {
    private static final BytesRef TRUE = new BytesRef("true");

    private final FixedBitSet verified;
    private int document = -1;

    VerifiedValues(FixedBitSet verified) {
        this.verified = verified;
    }

    /** Of a segment as its providers are at one moment. */
    static FixedBitSet of(LeafReader reader, TrackRecords records) throws IOException {
        SortedSetDocValues providers = DocValues.getSortedSet(reader, ServiceDocument.field(Trait.PROVIDER));
        BitSet trusted = new BitSet();
        for (int provider = 0; provider < providers.getValueCount(); provider++) {
            trusted.set(provider, records.verified(providers.lookupOrd(provider).utf8ToString()));
        }
        FixedBitSet verified = new FixedBitSet(reader.maxDoc());
        for (int doc = trusted.isEmpty() ? NO_MORE_DOCS : providers.nextDoc();
                doc != NO_MORE_DOCS;
                doc = providers.nextDoc()) {
            if (trusted.get((int) providers.nextOrd())) {
                verified.set(doc);
            }
        }
        for (Map.Entry<ServiceId, Boolean> service : records.handedOver().entrySet()) {
            set(reader, service.getKey(), service.getValue(), verified);
        }
        return verified;
    }

    private static void set(LeafReader reader, ServiceId service, boolean trusted, FixedBitSet verified)
            throws IOException {
        PostingsEnum documents = reader.postings(ServiceDocument.id(service), PostingsEnum.NONE);
        if (documents == null) {
            return;
        }
        for (int doc = documents.nextDoc(); doc != NO_MORE_DOCS; doc = documents.nextDoc()) {
            if (trusted) {
                verified.set(doc);
            } else {
                verified.clear(doc);
            }
        }
    }

    /** Must not be changed. */
    FixedBitSet documents() {
        return verified;
    }

    @Override
    public boolean advanceExact(int target) {
        document = target;
        return verified.get(target);
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
        return document;
    }

    @Override
    public int nextDoc() {
        return advance(document + 1);
    }

    @Override
    public int advance(int target) {
        document = target >= verified.length() ? NO_MORE_DOCS : verified.nextSetBit(target);
        return document;
    }

    @Override
    public long cost() {
        return verified.length();
    }
}
