package dev.llmmarketplace.adapters.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.search.ConceptEmbedder;
import dev.llmmarketplace.core.search.Listing;
import dev.llmmarketplace.core.search.SearchIndex.Depth;
import dev.llmmarketplace.core.search.SearchQuery;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import dev.llmmarketplace.core.search.VectorStore;
import dev.llmmarketplace.core.search.ranking.Ranker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No question takes more than its time, and not more are answered at once than the processors can. */
final class BoundedSearchTest {
    @TempDir
    private Path directory;

    static Stream<String> questions() {
        return Stream.of(
                "car",
                "a car with many words that nobody has ever written in any listing",
                "zzzzzz",
                "\u0000\u202e \uD83D\uDE97 ".repeat(60),
                "*".repeat(2_000),
                "ab ".repeat(600));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE})
    void aSearchWhoseTimeIsOverIsGivenUpAndSaysSo(int exhaustiveUpTo) {
        try (LuceneSearchIndex index = index(exhaustiveUpTo, Duration.ZERO)) {
            assertThatThrownBy(() -> index.search(query("car")))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            thrown -> assertThat(thrown.problem().code()).isEqualTo(ErrorCode.UNAVAILABLE))
                    .hasMessageContaining("fewer words");
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    void strangeQuestionsAreAnsweredInTime(String question) {
        for (int exhaustiveUpTo : new int[] {0, Integer.MAX_VALUE}) {
            try (LuceneSearchIndex index = index(exhaustiveUpTo, Duration.ofMinutes(1))) {
                assertThat(index.search(query(question)).total()).isBetween(0L, 2L);
            }
        }
    }

    @Test
    void whoComesWhenAllTurnsAreTakenIsSentAwayAfterAWhile() {
        Turns turns = new Turns(1, Duration.ofMillis(20));
        try (Turns.Turn _ = turns.take()) {
            assertThatThrownBy(turns::take)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            thrown -> assertThat(thrown.problem().code()).isEqualTo(ErrorCode.UNAVAILABLE));
        }
        turns.take().close();
    }

    private LuceneSearchIndex index(int exhaustiveUpTo, Duration longest) {
        LuceneSearchIndex index = LuceneSearchIndex.open(
                directory.resolve(exhaustiveUpTo + "-" + longest),
                new ConceptEmbedder("concepts"),
                VectorStore.NONE,
                Ranker.ofUnmeasured(),
                new Scale(exhaustiveUpTo, 200, 50, 300, 10, longest));
        index.rebuild(_ -> {}, Position.START);
        index.apply(
                List.of(
                        Listing.of("p/a").description("a used car").build(),
                        Listing.of("p/b").description("apples and pears").build()),
                List.of(),
                Position.START,
                Depth.MEANING);
        return index;
    }

    private static SearchQuery query(String text) {
        return new SearchQuery(text, Filters.NONE, Sort.RELEVANCE, 20, null);
    }
}
