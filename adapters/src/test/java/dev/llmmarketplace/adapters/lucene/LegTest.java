package dev.llmmarketplace.adapters.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.search.ConceptEmbedder;
import dev.llmmarketplace.core.search.Listing;
import dev.llmmarketplace.core.search.SearchIndex.Depth;
import dev.llmmarketplace.core.search.ranking.Ranker;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way to find something can be asked alone. */
final class LegTest {
    private LuceneSearchIndex index;

    @BeforeEach
    void open(@TempDir Path directory) {
        index = LuceneSearchIndex.open(directory, new ConceptEmbedder("concepts"), Ranker.ofUnmeasured());
        index.rebuild(_ -> {}, Position.START);
        index.apply(
                List.of(
                        Listing.of("p/word").description("A car park").build(),
                        Listing.of("p/meaning").description("An automobile").build()),
                List.of(),
                Position.START,
                Depth.MEANING);
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void wordsAloneFindWhatHoldsThem() {
        assertThat(index.rank("park", Leg.LEXICAL, 10)).containsExactly(Listing.id("p/word"));
        assertThat(index.rank("park", Leg.VECTOR, 10)).isEmpty();
    }

    @Test
    void meaningAloneFindsWhatMeansTheSameInOtherWords() {
        assertThat(index.rank("vehicle", Leg.VECTOR, 10))
                .containsExactlyInAnyOrder(Listing.id("p/word"), Listing.id("p/meaning"));
        assertThat(index.rank("vehicle", Leg.LEXICAL, 10)).isEmpty();
    }

    @Test
    void meaningAloneRanksTheNearestFirst() {
        index.apply(
                List.of(Listing.of("p/a-half")
                        .description("An automobile, and a recipe")
                        .build()),
                List.of(),
                Position.START,
                Depth.MEANING);
        assertThat(index.rank("vehicle", Leg.VECTOR, 10)).hasSize(3).endsWith(Listing.id("p/a-half"));
    }

    @Test
    void aNameIsForTheWordsToFind() {
        assertThat(index.rank("p/meaning", Leg.LEXICAL, 10)).startsWith(Listing.id("p/meaning"));
        assertThat(index.rank("p/meaning", Leg.VECTOR, 10)).isEmpty();
    }

    @Test
    void noMoreThanTheDepthIsRanked() {
        assertThat(index.rank("vehicle", Leg.HYBRID, 1)).hasSize(1);
    }
}
