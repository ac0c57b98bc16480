package dev.llmmarketplace.adapters.lucene;

import java.util.Arrays;
import org.apache.lucene.index.NumericDocValues;

/** Values of some documents, in memory. For one thread. */
final class SparseValues extends NumericDocValues {
    private final int[] documents;
    private final long[] values;
    private int place = -1;

    /** @param documents ascending, each with the value at its place */
    SparseValues(int[] documents, long[] values) {
        this.documents = documents;
        this.values = values;
    }

    @Override
    public long longValue() {
        return values[place];
    }

    @Override
    public boolean advanceExact(int target) {
        int found = Arrays.binarySearch(documents, target);
        place = found < 0 ? -found - 1 : found;
        return found >= 0;
    }

    @Override
    public int docID() {
        if (place < 0) {
            return -1;
        }
        return place < documents.length ? documents[place] : NO_MORE_DOCS;
    }

    @Override
    public int nextDoc() {
        place++;
        return docID();
    }

    @Override
    public int advance(int target) {
        boolean ignored = advanceExact(target);
        return docID();
    }

    @Override
    public long cost() {
        return documents.length;
    }
}
