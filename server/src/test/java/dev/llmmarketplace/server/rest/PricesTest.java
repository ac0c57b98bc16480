package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where prices come from, how they changed, and where their sources contradict each other. */
@ExtendWith(SharedMarketplace.class)
final class PricesTest {
    private final TestMarketplace marketplace;
    private String provider = "";

    PricesTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
    }

    @BeforeEach
    void name() {
        provider = marketplace.unique("priced");
    }

    @Test
    void aLaterImportTellsWhatItChanged() {
        assertThat(imported("openrouter", "2", "2026-08-01", 1000).at("/outcomes/0/outcome"))
                .isEqualTo("created");
        assertThat(imported("openrouter", "2", "2026-08-02", 1000).at("/outcomes/0/outcome"))
                .isEqualTo("unchanged");
        Reply changed = imported("openrouter", "2.5", "2026-08-03", 2000);

        assertThat(changed.at("/outcomes/0/outcome")).isEqualTo("updated");
        assertThat(changed.json().at("/outcomes/0/changes").findValuesAsText("field"))
                .contains("pricing.rates.input", "limits.contextTokens")
                .doesNotContain("pricing.rates.output", "title");
        assertThat(changed.json().at("/outcomes/0/changes/0").toString())
                .isEqualTo("{\"field\":\"pricing.rates.input\",\"before\":\"2\",\"after\":\"2.5\"}");
    }

    @Test
    void theHistoryHasEachPriceOnceTheLatestFirst() {
        imported("openrouter", "2", "2026-08-01", 1000);
        imported("openrouter", "2", "2026-08-02", 2000);
        imported("openrouter", "3", "2026-08-03", 2000);

        Reply prices = prices();
        assertThat(prices.json().at("/history")).hasSize(2);
        assertThat(prices.at("/history/0/pricing/rates/input")).isEqualTo("3");
        assertThat(prices.json().at("/history/0").has("until")).isFalse();
        assertThat(prices.at("/history/1/pricing/rates/input")).isEqualTo("2");
        assertThat(prices.at("/history/1/until")).isEqualTo(prices.at("/history/0/since"));
        assertThat(prices.at("/history/1/version")).isEqualTo("1.0.0");
    }

    @Test
    void eachSourceIsKeptAndTheirContradictionIsAFinding() {
        imported("openrouter", "2", "2026-08-01", 1000);
        assertThat(prices().json().at("/findings")).isEmpty();
        imported("litellm", "2.1", "2026-08-02", 1000);
        assertThat(prices().json().at("/findings")).isEmpty();
        imported("litellm", "3", "2026-08-03", 4000);
        imported("litellm", "9", "2026-08-02", 4000);

        Reply prices = prices();
        assertThat(prices.json().at("/statements").findValuesAsText("asOf")).contains("2026-08-01", "2026-08-03");
        assertThat(prices.at("/statements/0/source")).isEqualTo("litellm");
        assertThat(prices.at("/statements/0/limits/contextTokens")).isEqualTo("4000");
        assertThat(prices.json().at("/statements/0").has("importedAt")).isTrue();
        assertThat(prices.json().at("/findings").findValuesAsText("field"))
                .containsExactly("pricing.rates.input", "limits.contextTokens");
        assertThat(prices.at("/findings/0/percent")).isEqualTo("50.0");
        assertThat(prices.at("/findings/0/stated/1/value")).isEqualTo("3");
        assertThat(prices.at("/findings/0/stated/1/source")).isEqualTo("litellm");
    }

    private Reply prices() {
        String id = marketplace
                .nobody()
                .get("/api/v1/services/by-name/" + provider + "/one")
                .expect(200)
                .at("/id");
        return marketplace.nobody().get("/api/v1/services/" + id + "/prices").expect(200);
    }

    private Reply imported(String source, String input, String day, int context) {
        return marketplace
                .root()
                .post("/api/v1/listings", """
                    {"listings": [{"manifestVersion": 1, "provider": "%s", "name": "one", "version": "1.0.0",
                     "title": "Priced", "description": "A service with prices.", "category": "text-generation",
                     "capabilities": [{"name": "chat"}], "limits": {"contextTokens": %d},
                     "pricing": {"model": "per-token", "rates": {"input": %s, "cacheRead": 1, "cacheWrite5m": 1,
                                                                 "audioInput": 1, "output": 10},
                                 "provenance": {"source": "%s", "reference": "one", "asOf": "%s"}}}]}
                    """.formatted(provider, context, input, source, day))
                .expect(200);
    }
}
