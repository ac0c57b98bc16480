package dev.llmmarketplace.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.search.SearchIndex.Depth;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders, and pages through them. */
public abstract class PagingContract extends IndexContract {

    @Test
    void sortsByWhatIsAskedAndPutsTheUnknownLast() {
        put(
                Listing.of("p/a").prices(300, 100).context(8000).released("2025-01-01"),
                Listing.of("p/b").prices(100, 300).context(0).released("2026-01-01"),
                Listing.of("p/c").prices(null).context(128_000).released("2024-01-01"),
                Listing.of("p/d").prices(200, 200).context(4000));
        assertThat(sorted(Sort.NAME)).containsExactly("p/a", "p/b", "p/c", "p/d");
        assertThat(sorted(Sort.PRICE_INPUT)).containsExactly("p/b", "p/d", "p/a", "p/c");
        assertThat(sorted(Sort.PRICE_OUTPUT)).containsExactly("p/a", "p/d", "p/b", "p/c");
        assertThat(sorted(Sort.CONTEXT)).containsExactly("p/c", "p/a", "p/d", "p/b");
        assertThat(sorted(Sort.NEWEST)).containsExactly("p/b", "p/d", "p/a", "p/c");
    }

    @Test
    void sortsByWhatIsPromisedAndByWhatAMixCosts() {
        put(
                Listing.of("p/a")
                        .prices(400, 400)
                        .outputTokens(100)
                        .availability("99")
                        .latency(Duration.ofSeconds(3)),
                Listing.of("p/b")
                        .prices(100, 3000)
                        .outputTokens(900)
                        .availability("99.95")
                        .retention(30),
                Listing.of("p/c")
                        .prices(200, 200)
                        .latency(Duration.ofSeconds(1))
                        .retention(0));
        assertThat(sorted(Sort.PRICE_BLENDED)).containsExactly("p/c", "p/a", "p/b");
        assertThat(sorted(Sort.OUTPUT_TOKENS)).containsExactly("p/b", "p/a", "p/c");
        assertThat(sorted(Sort.AVAILABILITY)).containsExactly("p/b", "p/c", "p/a");
        assertThat(sorted(Sort.LATENCY)).containsExactly("p/c", "p/a", "p/b");
        assertThat(sorted(Sort.RETENTION)).containsExactly("p/c", "p/b", "p/a");
        assertThat(sorted(Sort.UPDATED)).containsExactly("p/a", "p/b", "p/c");
    }

    @ParameterizedTest
    @EnumSource
    void pagesThroughAllHitsOnceInOneOrder(Sort sort) {
        index.rebuild(RandomCatalogue.services(new Random(11), 95)::forEach, FIRST);
        for (String text : List.of("", "cheap contract model")) {
            List<SearchAnswer.Hit> whole = page(text, sort, 100, null).hits();
            List<SearchAnswer.Hit> paged = new ArrayList<>();
            String cursor = null;
            do {
                SearchAnswer page = page(text, sort, 7, cursor);
                assertThat(page.total()).isEqualTo(whole.size());
                paged.addAll(page.hits());
                cursor = page.next();
            } while (cursor != null);
            assertThat(paged).isEqualTo(whole);
        }
    }

    @Test
    void endsWithThePageThatIsJustFull() {
        put(Listing.of("p/a"), Listing.of("p/b"));
        assertThat(page("", Sort.NAME, 2, null).next()).isNull();
        assertThat(page("", Sort.NAME, 1, null).next()).isNotNull();
    }

    @Test
    void goesOnWhereThePageEndedWhenServicesComeAndGo() {
        put(Listing.of("p/b"), Listing.of("p/d"), Listing.of("p/f"), Listing.of("p/h"));
        SearchAnswer first = page("", Sort.NAME, 2, null);
        put(Depth.WORDS, Listing.of("p/a"), Listing.of("p/e"));
        index.apply(List.of(), List.of(Listing.id("p/b"), Listing.id("p/d")), SECOND, Depth.WORDS);
        assertThat(names(page("", Sort.NAME, 10, first.next()))).containsExactly("p/e", "p/f", "p/h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "not base64!", "AQAAAAAAAAAAAAAAAAAAAAAAAAAA", "\u00fc"})
    void refusesACursorThatItDidNotMake(String cursor) {
        assertRefused(() -> page("", Sort.NAME, 10, cursor));
    }

    @Test
    void refusesACursorOfAnotherQuery() {
        put(Listing.of("p/a"), Listing.of("p/b"));
        String cursor = page("", Sort.NAME, 1, null).next();
        assertThat(page("", Sort.NAME, 9, cursor).hits()).hasSize(1);
        assertRefused(() -> page("other", Sort.NAME, 1, cursor));
        assertRefused(() -> page("", Sort.NEWEST, 1, cursor));
        Filters filters = Filters.NONE.with(Figure.CONTEXT, Range.atMost(9));
        assertRefused(() -> index.search(new SearchQuery("", filters, Sort.NAME, 1, cursor)));
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(ErrorCode.VALIDATION_FAILED);
            assertThat(thrown.problem().violations()).hasSize(1);
        });
    }

    private List<String> sorted(Sort sort) {
        return names(page("", sort, 10, null));
    }

    private SearchAnswer page(String text, Sort sort, int limit, @Nullable String cursor) {
        return index.search(
                new SearchQuery(text, Filters.NONE, sort, limit, cursor, new Workload(1000, 100, 500, 10_000)));
    }
}
