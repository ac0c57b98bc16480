package dev.llmmarketplace.adapters.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.search.ConceptEmbedder;
import dev.llmmarketplace.core.search.Listing;
import dev.llmmarketplace.core.search.SearchIndex.Depth;
import dev.llmmarketplace.core.search.VectorStore;
import dev.llmmarketplace.core.search.ranking.Ranker;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index that is lost costs no vector. */
final class KeptVectorsTest {
    private static final ServiceVersion CAR =
            Listing.of("p/a").description("a used car").build();

    private final MemoryStore store = new MemoryStore();
    private final ConceptEmbedder embedder = new ConceptEmbedder("concepts");

    @Test
    void anotherIndexEmbedsNothingAgain(@TempDir Path first, @TempDir Path second) {
        try (LuceneSearchIndex index = open(first)) {
            index.rebuild(_ -> {}, Position.START);
            index.apply(List.of(CAR), List.of(), Position.START, Depth.MEANING);
        }
        int once = embedder.embedded();

        try (LuceneSearchIndex index = open(second)) {
            index.rebuild(reader -> reader.accept(CAR), Position.START);
            assertThat(index.shallow(9)).isEmpty();
            assertThat(index.rank("vehicle", Leg.VECTOR, 9)).containsExactly(Listing.id("p/a"));
        }
        assertThat(once).isPositive();
        assertThat(embedder.embedded()).isEqualTo(once + 1); // the question
    }

    @Test
    void aListingThatComesBackHasItsVectorsAtOnce(@TempDir Path root) {
        try (LuceneSearchIndex index = open(root)) {
            index.rebuild(_ -> {}, Position.START);
            index.apply(List.of(CAR), List.of(), Position.START, Depth.MEANING);
            index.apply(List.of(), List.of(Listing.id("p/a")), Position.START, Depth.WORDS);
            index.apply(List.of(CAR), List.of(), Position.START, Depth.WORDS);
            assertThat(index.shallow(9)).isEmpty();
        }
    }

    private LuceneSearchIndex open(Path root) {
        return LuceneSearchIndex.open(root, embedder, store, Ranker.ofUnmeasured());
    }

    private static final class MemoryStore implements VectorStore {
        private final Map<String, float[]> kept = new HashMap<>();

        @Override
        public Map<String, float[]> find(String model, Collection<String> keys) {
            Map<String, float[]> found = new HashMap<>();
            keys.stream()
                    .filter(key -> kept.containsKey(model + key))
                    .forEach(key -> found.put(key, kept.get(model + key)));
            return found;
        }

        @Override
        public void keep(String model, Map<String, float[]> vectors) {
            vectors.forEach((key, vector) -> kept.put(model + key, vector));
        }
    }
}
