package dev.llmmarketplace.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.adapters.lucene.LuceneSearchIndex;
import dev.llmmarketplace.adapters.onnx.MiniLmEmbedder;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.search.Listing;
import dev.llmmarketplace.core.search.SearchAnswer;
import dev.llmmarketplace.core.search.SearchIndex;
import dev.llmmarketplace.core.search.SearchIndex.Depth;
import dev.llmmarketplace.core.search.SearchQuery;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import dev.llmmarketplace.core.search.ranking.Ranker;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real index with the real model: questions in people's words find the service that is meant. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SearchByMeaningTest {
    private static final Position POSITION = new Position(1, 1);

    @TempDir
    private static Path directory;

    private MiniLmEmbedder embedder;
    private SearchIndex index;

    @BeforeAll
    void build() {
        embedder = new MiniLmEmbedder(directory.resolve("models"));
        index = LuceneSearchIndex.open(directory.resolve("index"), embedder, Ranker.ofUnmeasured());
        index.rebuild(reader -> {}, POSITION);
        index.apply(listings(), List.of(), POSITION, Depth.MEANING);
    }

    @AfterAll
    void close() {
        index.close();
        embedder.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Which one helps me program in Java?, acme/coder",
        "turn my voice memo into writing, acme/scribe",
        "say this aloud in a pleasant voice, acme/speaker",
        "what does this clause in the agreement mean, acme/paragraph",
        "draw me a picture, acme/brush",
        "compare two sentences by similarity, acme/vectors",
        "coder, acme/coder",
        "acme scribe, acme/scribe"
    })
    void findsTheServiceThatIsMeant(String question, String service) {
        SearchAnswer answer = index.search(new SearchQuery(question, Filters.NONE, Sort.RELEVANCE, 3, null));
        assertThat(answer.hits()).first().extracting(SearchAnswer.Hit::service).isEqualTo(Listing.id(service));
    }

    private static List<ServiceVersion> listings() {
        return List.of(
                listing("coder", "Writes, explains and repairs source code in all common programming languages"),
                listing("scribe", "Transcribes speech recordings into text with time stamps"),
                listing("speaker", "Reads text out with natural sounding speech synthesis"),
                listing("paragraph", "Analyses contracts and explains legal terms to laypeople"),
                listing("brush", "Paints pictures and illustrations from a description"),
                listing("vectors", "Embeddings of texts for semantic search and clustering"));
    }

    private static ServiceVersion listing(String name, String description) {
        return Listing.of("acme/" + name).description(description).build();
    }
}
