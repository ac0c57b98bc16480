package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.jspecify.annotations.Nullable;

/** The vectors that an index already holds, by the text they stand for: the same text is not embedded twice. */
final class KnownVectors {
    private final Map<String, float[]> made = new HashMap<>();
    private final @Nullable IndexReader reader;

    /** @param reader of an index made with the same model; null when there is none */
    KnownVectors(@Nullable IndexReader reader) {
        this.reader = reader;
    }

    void add(String key, float[] vector) {
        made.put(key, vector);
    }

    /** What the view's text with that key means; null when it was not embedded yet. */
    float @Nullable [] find(View view, String key) throws IOException {
        float[] vector = made.get(key);
        if (vector != null || reader == null) {
            return vector;
        }
        for (LeafReaderContext leaf : reader.leaves()) {
            float[] stored = find(leaf.reader(), view, key);
            if (stored != null) {
                return stored;
            }
        }
        return null;
    }

    private static float @Nullable [] find(LeafReader leaf, View view, String key) throws IOException {
        PostingsEnum documents = leaf.postings(new Term(view.keyField(), key), PostingsEnum.NONE);
        FloatVectorValues vectors = leaf.getFloatVectorValues(view.field());
        if (documents == null || vectors == null) {
            return null;
        }
        DocIndexIterator holders = vectors.iterator();
        for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
            if (holders.advance(doc) == doc) {
                return vectors.vectorValue(holders.index()).clone();
            }
            if (holders.docID() == DocIdSetIterator.NO_MORE_DOCS) {
                return null;
            }
        }
        return null;
    }
}
