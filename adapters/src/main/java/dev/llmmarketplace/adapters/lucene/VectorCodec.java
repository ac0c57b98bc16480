package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/**
 * Whole listings' vectors are quantised (seven bits a dimension) and, in large segments, have a graph of neighbours; the
 * others are only ever compared one by one. All are kept as they were made too.
 */
final class VectorCodec extends Lucene104Codec {
    /** Lucene builds a graph where a search for so many neighbours by it is cheaper than by all: about 20,000 vectors. */
    private static final int GRAPH_FROM = 2000;

    private final KnnVectorsFormat compared = new AnyDimension(new Lucene99HnswVectorsFormat(
            Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN,
            Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH,
            Lucene99HnswVectorsFormat.DEFAULT_NUM_MERGE_WORKER,
            null,
            Integer.MAX_VALUE));
    private final KnnVectorsFormat searched = new AnyDimension(new Lucene104HnswScalarQuantizedVectorsFormat(
            ScalarEncoding.SEVEN_BIT,
            Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN,
            Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH,
            Lucene99HnswVectorsFormat.DEFAULT_NUM_MERGE_WORKER,
            null,
            GRAPH_FROM));

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return field.equals(View.WHOLE.field()) ? searched : compared;
    }

    /** Lucene's limit of 1,024 dimensions is a caution, not one of its formats: models make up to 4,096. Read under its own name. */
    private static final class AnyDimension extends KnnVectorsFormat {
        private static final int MOST = 4096;

        private final KnnVectorsFormat format;

        AnyDimension(KnnVectorsFormat format) {
            super(format.getName());
            this.format = format;
        }

        @Override
        public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
            return format.fieldsWriter(state);
        }

        @Override
        public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
            return format.fieldsReader(state);
        }

        @Override
        public int getMaxDimensions(String field) {
            return MOST;
        }
    }
}
