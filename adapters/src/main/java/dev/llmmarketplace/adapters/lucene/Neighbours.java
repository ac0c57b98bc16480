package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a segment that are nearest to a vector: by the graph over quantised vectors; where few documents may be
 * found, by comparing those few one by one, which misses none and is then cheaper too.
 */
final class Neighbours {
    private final LeafReader reader;
    private final int scannedUpTo;

    Neighbours(LeafReader reader, int scannedUpTo) {
        this.reader = reader;
        this.scannedUpTo = scannedUpTo;
    }

    /**
     * At most {@code most}, in no order.
     *
     * @param among live documents that may be found; null for all
     */
    int[] of(float[] vector, int most, @Nullable FixedBitSet among) throws IOException {
        int size = among == null ? reader.maxDoc() : among.cardinality();
        if (among != null && size <= scannedUpTo) {
            return scan(vector, most, among, size);
        }
        AcceptDocs accepted =
                among == null ? AcceptDocs.fromLiveDocs(reader.getLiveDocs(), reader.maxDoc()) : new Among(among, size);
        TopKnnCollector nearest = new TopKnnCollector(most, Integer.MAX_VALUE);
        reader.searchNearestVectors(View.WHOLE.field(), vector, nearest, accepted);
        ScoreDoc[] found = nearest.topDocs().scoreDocs;
        return Arrays.stream(found).mapToInt(hit -> hit.doc).toArray();
    }

    private int[] scan(float[] vector, int most, FixedBitSet among, int size) throws IOException {
        if (size <= most) {
            return documents(among).toArray();
        }
        TopKnnCollector nearest = new TopKnnCollector(most, Integer.MAX_VALUE);
        FloatVectorValues values = reader.getFloatVectorValues(View.WHOLE.field());
        VectorScorer scorer = values == null ? null : exact() ? values.rescorer(vector) : values.scorer(vector);
        if (scorer != null) {
            DocIdSetIterator holders = scorer.iterator();
            BitSetIterator wanted = new BitSetIterator(among, size);
            for (int doc = wanted.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = wanted.nextDoc()) {
                if (holders.docID() < doc && holders.advance(doc) == DocIdSetIterator.NO_MORE_DOCS) {
                    break;
                }
                if (holders.docID() == doc) {
                    nearest.collect(doc, scorer.score());
                }
            }
        }
        return Arrays.stream(nearest.topDocs().scoreDocs)
                .mapToInt(hit -> hit.doc)
                .toArray();
    }

    /** Otherwise by the quantised vectors: a quarter of the memory to read, and the nearest of them are compared again. */
    private boolean exact() {
        return scannedUpTo == Integer.MAX_VALUE;
    }

    static IntStream documents(FixedBitSet bits) {
        return IntStream.iterate(
                bits.length() == 0 ? DocIdSetIterator.NO_MORE_DOCS : bits.nextSetBit(0),
                document -> document != DocIdSetIterator.NO_MORE_DOCS,
                document ->
                        document + 1 < bits.length() ? bits.nextSetBit(document + 1) : DocIdSetIterator.NO_MORE_DOCS);
    }

    /** A set of live documents as it is: Lucene's own would copy it. */
    private static final class Among extends AcceptDocs {
        private final FixedBitSet documents;
        private final int size;

        Among(FixedBitSet documents, int size) {
            this.documents = documents;
            this.size = size;
        }

        @Override
        public Bits bits() {
            return documents;
        }

        @Override
        public DocIdSetIterator iterator() {
            return new BitSetIterator(documents, size);
        }

        @Override
        public int cost() {
            return size;
        }
    }
}
