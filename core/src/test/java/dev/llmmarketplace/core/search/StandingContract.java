package dev.llmmarketplace.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmmarketplace.core.catalog.ComplianceLevel;
import dev.llmmarketplace.core.search.SearchIndex.Depth;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import dev.llmmarketplace.core.search.ranking.Ranking;
import dev.llmmarketplace.core.search.ranking.Scores;
import dev.llmmarketplace.core.search.ranking.TrackRecord;
import dev.llmmarketplace.core.search.ranking.TrackRecords;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How what services have shown so far moves them among the hits. */
public abstract class StandingContract extends IndexContract {
    private static final TrackRecord FAMOUS = new TrackRecord(50_000, 5.0, 500, 10.0, 20.0, 0.0, 100.0);
    private static final TrackRecord BROKEN = new TrackRecord(50, 1.0, 3, 9_000.0, 9_900.0, 0.6, 40.0);

    @Test
    void amongHitsAboutAsGoodTheBetterRecordWins() {
        put(
                Depth.WORDS,
                Listing.of("p/a").description("reads invoices"),
                Listing.of("p/b").description("reads invoices"));
        assertThat(found("reads invoices")).containsExactly("p/a", "p/b");
        know("p/b", FAMOUS);
        assertThat(found("reads invoices")).containsExactly("p/b", "p/a");
        know("p/b", BROKEN);
        assertThat(found("reads invoices")).containsExactly("p/a", "p/b");
    }

    @Test
    void fameCarriesNothingPastAnAnswer() {
        put(
                Listing.of("p/answer").title("Contract checker").description("Checks a contract for holes in it"),
                Listing.of("p/famous")
                        .description(
                                "Cooks, and now and then among many other things that nobody asked it to do at all, "
                                        + "when there is time left for it, mentions a contract"));
        know("p/famous", FAMOUS);
        assertThat(found("check my contract for holes")).startsWith("p/answer");
    }

    @Test
    void aNamedServiceComesFirstWhateverIsKnownOfOthers() {
        put(Listing.of("p/qwen"), Listing.of("p/qwen-large").description("qwen qwen"));
        know("p/qwen-large", FAMOUS);
        assertThat(found("qwen")).startsWith("p/qwen");
    }

    @Test
    void withoutAQuestionTheBestRecordComesFirst() {
        put(
                Listing.of("p/a"),
                Listing.of("p/b"),
                Listing.of("p/c").level(ComplianceLevel.RESTRICTED).certified("SOC2"));
        know("p/b", FAMOUS);
        assertThat(found("")).containsExactly("p/b", "p/c", "p/a");
    }

    @Test
    void tellsTheScoresPartsAndWhichRankingItWas() {
        put(Listing.of("p/a")
                .description("reads invoices")
                .level(ComplianceLevel.INTERNAL)
                .certified("SOC2"));
        know("p/a", FAMOUS);
        SearchAnswer answer = ask("invoices");
        SearchAnswer.Hit hit = answer.hits().getFirst();
        assertThat(answer.ranking()).isEqualTo(Ranking.USUAL.version());
        assertThat(hit.parts().relevance()).isEqualTo(1);
        assertThat(hit.parts().popularity()).isEqualTo(Scores.popularity(FAMOUS));
        assertThat(hit.parts().performance()).isEqualTo(Scores.performance(FAMOUS));
        assertThat(hit.parts().compliance()).isEqualTo(Scores.compliance(ComplianceLevel.INTERNAL, 1));
        assertThat(hit.score())
                .isCloseTo(
                        0.4
                                + 0.2 * hit.parts().popularity()
                                + 0.2 * hit.parts().performance()
                                + 0.2 * hit.parts().compliance(),
                        within(1e-6));
    }

    @Test
    void followsRecordsAndSegmentsAsTheyChange() {
        put(Depth.WORDS, Listing.of("p/a"));
        put(Depth.WORDS, Listing.of("p/b"));
        know("p/b", FAMOUS);
        assertThat(found("")).containsExactly("p/b", "p/a");
        put(Depth.WORDS, Listing.of("p/b").description("described anew"));
        assertThat(found("")).containsExactly("p/b", "p/a");
        records = TrackRecords.NONE;
        assertThat(found("")).containsExactly("p/a", "p/b");
    }

    @Test
    void whatWasNotMeasuredComesLastAndOutsideOfEveryRange() {
        put(Listing.of("p/a"), Listing.of("p/b"), Listing.of("p/c"));
        records = new TrackRecords(Map.of(Listing.id("p/b"), BROKEN, Listing.id("p/c"), FAMOUS), Set.of());
        for (Sort sort : List.of(Sort.MEASURED_LATENCY, Sort.UPTIME, Sort.RATING)) {
            assertThat(names(index.search(new SearchQuery("", Filters.NONE, sort, 10, null))))
                    .as(sort.wireName())
                    .containsExactly("p/c", "p/b", "p/a");
        }
        Filters slow = Filters.NONE.with(Figure.MEASURED_LATENCY, Range.atMost(100_000));
        assertThat(names(index.search(query("", slow)))).containsExactly("p/c", "p/b");
        assertThat(names(index.search(query("", Filters.NONE.with(Figure.RATING, Range.atLeast(400))))))
                .containsExactly("p/c");
    }

    @Test
    void theServicesOfVerifiedProvidersAreFilteredAndCountedAsTheyAreNow() {
        put(Listing.of("p/a"), Listing.of("q/b"));
        Filters verified = Filters.NONE.with(Trait.VERIFIED, Set.of("true"));
        assertThat(index.search(query("", verified)).total()).isZero();
        records = new TrackRecords(Map.of(), Set.of("q", "nobody"));
        assertThat(names(index.search(query("", verified)))).containsExactly("q/b");
        assertThat(ask("").facets())
                .contains(new SearchAnswer.Facet("verified", List.of(new SearchAnswer.Count("true", 1))));
    }

    @Test
    void aServiceThatWasHandedOverIsVerifiedAsItsProviderIs() {
        put(Listing.of("p/kept"), Listing.of("p/sold"), Listing.of("q/bought"));
        records = new TrackRecords(
                Map.of(), Set.of("p"), Map.of(Listing.id("p/sold"), false, Listing.id("q/bought"), true));

        Filters verified = Filters.NONE.with(Trait.VERIFIED, Set.of("true"));
        assertThat(names(index.search(query("", verified)))).containsExactlyInAnyOrder("p/kept", "q/bought");
        assertThat(ask("").facets())
                .contains(new SearchAnswer.Facet("verified", List.of(new SearchAnswer.Count("true", 2))));
    }

    private void know(String service, TrackRecord record) {
        records = new TrackRecords(Map.of(Listing.id(service), record), Set.of());
    }
}
