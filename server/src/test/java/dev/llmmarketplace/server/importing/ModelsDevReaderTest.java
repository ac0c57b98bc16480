package dev.llmmarketplace.server.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelsDevReaderTest {
    private final Catalogue catalogue = Fixtures.read("models-dev.json");

    @Test
    void anOfferIsNamedByItsSellerAndModel() {
        JsonNode manifest = Fixtures.manifest(catalogue, "acme/thinker-2");
        assertThat(manifest.at("/endpoint/url").asText()).isEqualTo("https://api.acme.example/v1");
        assertThat(manifest.at("/endpoint/upstreamModel").asText()).isEqualTo("Thinker-2");
        assertThat(manifest.at("/pricing/rates").toString())
                .isEqualTo("{\"input\":\"1.25\",\"cacheRead\":\"0.125\",\"output\":\"10\",\"reasoning\":\"12.5\"}");
        assertThat(manifest.at("/pricing/tiers").toString())
                .isEqualTo("[{\"aboveInputTokens\":200000,\"rates\":{\"input\":\"2.5\",\"output\":\"15\"}}]");
        assertThat(manifest.at("/modalities/input").toString()).isEqualTo("[\"text\",\"file\"]");
    }

    @Test
    void anOfferTakesTheModelsFactsFromItsBaseButNeverItsPrice() {
        JsonNode manifest = Fixtures.manifest(catalogue, "reseller-ai/acme--thinker-2");
        assertThat(manifest.get("title").asText()).isEqualTo("Thinker 2");
        assertThat(manifest.get("releasedOn").asText()).isEqualTo("2026-06-01");
        assertThat(manifest.at("/limits/contextTokens").asLong()).isEqualTo(1_000_000);
        assertThat(manifest.at("/limits/outputTokens").asLong()).isEqualTo(32_768);
        assertThat(manifest.at("/pricing/rates").toString())
                .isEqualTo("{\"input\":\"1.5\",\"cacheRead\":\"0.15\",\"output\":\"11\"}");
        assertThat(manifest.at("/pricing/tiers/0/aboveInputTokens").asLong()).isEqualTo(200_000);
        assertThat(manifest.get("tags").toString()).contains("tools").doesNotContain("structured-output");
    }

    @Test
    void anAddressWithBlanksIsNoEndpoint() {
        assertThat(Fixtures.manifest(catalogue, "reseller-ai/acme--thinker-2").has("endpoint"))
                .isFalse();
    }

    @Test
    void basesThatAreMissingOrCircularDoNotHurt() {
        assertThat(Fixtures.manifest(catalogue, "reseller-ai/orphan")
                        .at("/pricing/model")
                        .asText())
                .isEqualTo("free");
        assertThat(Fixtures.manifest(catalogue, "reseller-ai/circle")
                        .get("title")
                        .asText())
                .isEqualTo("circle");
    }

    @Test
    void aPlansPriceOfNothingIsASubscription() {
        JsonNode manifest = Fixtures.manifest(catalogue, "acme-coding-plan/thinker-2");
        assertThat(manifest.at("/pricing/model").asText()).isEqualTo("subscription");
        assertThat(manifest.get("tags").toString()).doesNotContain("free");
        assertThat(manifest.at("/endpoint/dialect").asText()).isEqualTo("anthropic");
        assertThat(manifest.at("/endpoint/authentication/header").asText()).isEqualTo("x-api-key");
    }

    @Test
    void embeddersAreToldByTheirNames() {
        JsonNode manifest = Fixtures.manifest(catalogue, "acme/text-embedder");
        assertThat(manifest.get("category").asText()).isEqualTo("embeddings");
        assertThat(manifest.at("/modalities/output").toString()).isEqualTo("[\"embedding\"]");
        assertThat(manifest.at("/limits/outputTokens").asLong()).isZero();
    }

    @Test
    void everyEntryThatIsLeftOutHasItsReason() {
        assertThat(Fixtures.skipped(catalogue))
                .isEqualTo(Map.of(
                        "acme/thinker-old", SkipReason.RETIRED,
                        "acme/unpriced", SkipReason.NO_PRICE,
                        "reseller.ai/inherits-no-price", SkipReason.NO_PRICE));
    }
}
