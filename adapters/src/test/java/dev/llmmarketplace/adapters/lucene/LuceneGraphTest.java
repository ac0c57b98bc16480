package dev.llmmarketplace.adapters.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.Embedder;
import dev.llmmarketplace.core.search.Listing;
import dev.llmmarketplace.core.search.SearchIndex.Depth;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.Trait;
import dev.llmmarketplace.core.search.VectorStore;
import dev.llmmarketplace.core.search.ranking.Ranker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.HnswGraphProvider;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index so large that its segments have graphs finds by them nearly what a comparison of all would. */
final class LuceneGraphTest {
    private static final int SERVICES = 24_000;
    private static final int PROVIDERS = 50;
    private static final int QUESTIONS = 40;
    private static final int NEAREST = 10;
    private static final double LEAST_RECALL = 0.95;

    @TempDir
    private static Path root;

    private static LuceneSearchIndex index;

    @BeforeAll
    static void fill() {
        index = LuceneSearchIndex.open(
                root,
                new RandomEmbedder(),
                VectorStore.NONE,
                Ranker.ofUnmeasured(),
                new Scale(10_000, 200, 50, 300, 100));
        index.rebuild(_ -> {}, Position.START);
        index.apply(
                IntStream.range(0, SERVICES).mapToObj(LuceneGraphTest::service).toList(),
                List.of(),
                Position.START,
                Depth.MEANING);
        index.settle();
    }

    @AfterAll
    static void close() {
        index.close();
    }

    private static ServiceVersion service(int number) {
        return Listing.of("p" + number % PROVIDERS + "/s" + number)
                .description("d" + number)
                .build();
    }

    @Test
    void thereIsAGraph() throws IOException {
        long inGraphs = 0;
        try (FSDirectory directory = FSDirectory.open(root.resolve("1"));
                DirectoryReader reader = DirectoryReader.open(directory)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                PerFieldKnnVectorsFormat.FieldsReader fields =
                        (PerFieldKnnVectorsFormat.FieldsReader) ((CodecReader) leaf.reader()).getVectorReader();
                KnnVectorsReader vectors = fields.getFieldReader(View.WHOLE.field());
                inGraphs += ((HnswGraphProvider) vectors)
                        .getGraph(View.WHOLE.field())
                        .size();
            }
        }
        assertThat(inGraphs).isGreaterThanOrEqualTo(20_000);
    }

    @Test
    void theNearestOfAllAreFound() {
        assertThat(recall(_ -> Filters.NONE)).isGreaterThanOrEqualTo(LEAST_RECALL);
    }

    @Test
    void theNearestUnderAFilterAreFound() {
        assertThat(recall(number -> providers(number, 10))).isGreaterThanOrEqualTo(LEAST_RECALL);
    }

    @Test
    void theNearestUnderASelectiveFilterAreFound() {
        assertThat(recall(number -> providers(number, 1))).isGreaterThanOrEqualTo(LEAST_RECALL);
    }

    private static Filters providers(int first, int count) {
        Set<String> providers = new HashSet<>();
        IntStream.range(0, count).forEach(i -> providers.add("p" + (first + i) % PROVIDERS));
        return new Filters(Map.of(Trait.PROVIDER, providers), Map.of());
    }

    private static double recall(IntFunction<Filters> filters) {
        double sum = 0;
        for (int number = 0; number < QUESTIONS; number++) {
            String text = "question " + number;
            List<ServiceId> right = index.nearest(text, filters.apply(number), NEAREST, true);
            assertThat(right).hasSize(NEAREST);
            List<ServiceId> found = index.nearest(text, filters.apply(number), NEAREST, false);
            sum += (double) right.stream().filter(found::contains).count() / NEAREST;
        }
        return sum / QUESTIONS;
    }

    /** Texts mean anything, but the same text always the same. */
    private static final class RandomEmbedder implements Embedder {
        private static final int DIMENSION = 24;

        @Override
        public String model() {
            return "random";
        }

        @Override
        public int dimension() {
            return DIMENSION;
        }

        @Override
        public double relatedFrom() {
            return 0.9;
        }

        @Override
        public List<Embedding> embed(List<String> texts) {
            return texts.stream().map(RandomEmbedder::embed).toList();
        }

        private static Embedding embed(String text) {
            Random random = new Random(text.hashCode());
            float[] vector = new float[DIMENSION];
            double squares = 0;
            for (int i = 0; i < DIMENSION; i++) {
                vector[i] = (float) random.nextGaussian();
                squares += vector[i] * vector[i];
            }
            for (int i = 0; i < DIMENSION; i++) {
                vector[i] /= (float) Math.sqrt(squares);
            }
            return new Embedding(vector, 1);
        }
    }
}
