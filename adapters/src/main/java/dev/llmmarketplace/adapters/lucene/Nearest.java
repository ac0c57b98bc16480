package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.kernel.ServiceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;

/** The services nearest to a vector, as searches find them or by comparing all: for measuring what the graph misses. */
final class Nearest {
    private final IndexSearcher searcher;
    private final Scale scale;
    private final Function<LeafReader, FixedBitSet> passing;

    /** @param passing live documents that may be found */
    Nearest(IndexSearcher searcher, Scale scale, Function<LeafReader, FixedBitSet> passing) {
        this.searcher = searcher;
        this.scale = scale;
        this.passing = passing;
    }

    List<ServiceId> to(float[] vector, int most) throws IOException {
        List<Near> found = new ArrayList<>();
        for (LeafReaderContext context : searcher.getIndexReader().leaves()) {
            LeafReader reader = context.reader();
            FixedBitSet among = passing.apply(reader);
            boolean everything = among.cardinality() == reader.numDocs();
            int[] documents = new Neighbours(reader, scale.scannedUpTo())
                    .of(vector, Math.max(most, scale.neighbours()), everything && !exact() ? null : among);
            add(found, reader, vector, documents);
        }
        return found.stream()
                .sorted(Comparator.comparingDouble(Near::score).reversed())
                .limit(most)
                .map(Near::service)
                .toList();
    }

    private boolean exact() {
        return scale.scannedUpTo() == Integer.MAX_VALUE;
    }

    private static void add(List<Near> found, LeafReader reader, float[] vector, int[] documents) throws IOException {
        FloatVectorValues values = reader.getFloatVectorValues(View.WHOLE.field());
        VectorScorer scorer = values == null ? null : values.rescorer(vector);
        BinaryDocValues ids = DocValues.getBinary(reader, ServiceDocument.ID);
        Arrays.sort(documents);
        for (int document : documents) {
            if (scorer != null && reached(scorer.iterator(), document) && ids.advanceExact(document)) {
                found.add(new Near(ServiceDocument.serviceId(ids.binaryValue()), scorer.score()));
            }
        }
    }

    private static boolean reached(DocIdSetIterator documents, int document) throws IOException {
        return documents.docID() == document || documents.docID() < document && documents.advance(document) == document;
    }

    /** All documents of a segment that are not deleted. */
    static FixedBitSet live(LeafReader reader) {
        FixedBitSet live = new FixedBitSet(reader.maxDoc());
        live.set(0, reader.maxDoc());
        Bits bits = reader.getLiveDocs();
        if (bits != null) {
            bits.applyMask(live, 0);
        }
        return live;
    }

    private record Near(ServiceId service, float score) {}
}
