package dev.llmmarketplace.adapters.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.search.ConceptEmbedder;
import dev.llmmarketplace.core.search.Embedder;
import dev.llmmarketplace.core.search.Listing;
import dev.llmmarketplace.core.search.SearchIndex.Depth;
import dev.llmmarketplace.core.search.VectorStore;
import dev.llmmarketplace.core.search.ranking.Ranker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that refuses a text, or takes long over one, keeps nobody else waiting. */
final class RefusedTextsTest {
    private static final ServiceVersion GOOD =
            Listing.of("p/good").description("a used car").build();
    private static final ServiceVersion BAD =
            Listing.of("p/bad").description("a forbidden recipe").build();

    private final Choosy embedder = new Choosy();

    @Test
    void aServiceWithARefusedTextIsSetAsideAndTheOthersGoOn(@TempDir Path root) {
        try (LuceneSearchIndex index = open(root)) {
            index.rebuild(reader -> List.of(BAD, GOOD).forEach(reader), Position.START);
            assertThat(index.shallow(9)).hasSize(2);

            index.apply(List.of(BAD, GOOD), List.of(), Position.START, Depth.MEANING);

            assertThat(index.shallow(9)).isEmpty();
            assertThat(index.rank("vehicle", Leg.VECTOR, 9)).contains(Listing.id("p/good"));
            assertThat(index.rank("recipe", Leg.LEXICAL, 9)).containsExactly(Listing.id("p/bad"));

            index.apply(List.of(BAD), List.of(), Position.START, Depth.WORDS);
            assertThat(index.shallow(9)).as("it may say something else now").containsExactly(Listing.id("p/bad"));
        }
    }

    @Test
    void itIsAskedAboutAgainAfterSomeTime() throws Exception {
        AtomicLong time = new AtomicLong();
        Meanings meanings = new Meanings(embedder, VectorStore.NONE, time::get);

        meanings.make(List.of(BAD, GOOD), new KnownVectors(null));

        assertThat(meanings.aside(BAD.service())).isTrue();
        assertThat(meanings.aside(GOOD.service())).isFalse();
        time.addAndGet(Duration.ofHours(2).toNanos());
        assertThat(meanings.aside(BAD.service())).isFalse();
    }

    @Test
    void whoWritesDoesNotWaitForTheModel(@TempDir Path root) throws InterruptedException {
        try (LuceneSearchIndex index = open(root)) {
            index.rebuild(_ -> {}, Position.START);
            embedder.hold();
            Thread deepening = Thread.ofVirtual()
                    .start(() -> index.apply(List.of(GOOD), List.of(), Position.START, Depth.MEANING));
            await().until(embedder::asked);

            index.apply(List.of(BAD), List.of(), Position.START, Depth.WORDS);

            assertThat(index.size()).isEqualTo(1);
            embedder.release();
            deepening.join();
            assertThat(index.size()).isEqualTo(2);
        }
    }

    private LuceneSearchIndex open(Path root) {
        return LuceneSearchIndex.open(root, embedder, Ranker.ofUnmeasured());
    }

    /** Refuses what is forbidden, and waits when it is told to. */
    private static final class Choosy implements Embedder {
        private final ConceptEmbedder concepts = new ConceptEmbedder("choosy");
        private final CountDownLatch released = new CountDownLatch(1);
        private volatile boolean held;
        private volatile boolean asked;

        void hold() {
            held = true;
        }

        boolean asked() {
            return asked;
        }

        void release() {
            released.countDown();
        }

        @Override
        public String model() {
            return concepts.model();
        }

        @Override
        public int dimension() {
            return concepts.dimension();
        }

        @Override
        public double relatedFrom() {
            return concepts.relatedFrom();
        }

        @Override
        public List<Embedding> embed(List<String> texts) {
            return concepts.embed(texts);
        }

        @Override
        public List<Optional<Embedding>> embedEach(List<String> texts) {
            asked = true;
            if (held) {
                await().atMost(Duration.ofMinutes(1)).until(() -> released.getCount() == 0);
            }
            return texts.stream()
                    .map(text -> Optional.of(text)
                            .filter(some -> !some.contains("forbidden"))
                            .map(some -> concepts.embed(List.of(some)).getFirst()))
                    .toList();
        }
    }
}
