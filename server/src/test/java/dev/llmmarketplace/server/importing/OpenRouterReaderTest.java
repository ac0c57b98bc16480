package dev.llmmarketplace.server.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenRouterReaderTest {
    private final Catalogue catalogue = Fixtures.read("openrouter.json");

    @Test
    void pricesAreExactPerMillionTokensWithTheNoiseOfFloatingPointTakenOff() {
        JsonNode rates = Fixtures.manifest(catalogue, "acme/thinker-2").at("/pricing/rates");
        assertThat(rates.toString())
                .isEqualTo("{\"input\":\"1.25\",\"cacheRead\":\"0.125\",\"cacheWrite5m\":\"0.083333333\","
                        + "\"cacheWrite1h\":\"2.5\",\"output\":\"10\",\"audioInput\":\"1\"}");
    }

    @Test
    void overridesBecomeTiersThatKeepWhatTheyDoNotName() {
        JsonNode tiers = Fixtures.manifest(catalogue, "acme/thinker-2").at("/pricing/tiers");
        assertThat(tiers).hasSize(2);
        assertThat(tiers.at("/0/aboveInputTokens").asLong()).isEqualTo(199_999);
        assertThat(tiers.at("/0/rates/input").asText()).isEqualTo("2.5");
        assertThat(tiers.at("/0/rates/output").asText()).isEqualTo("1.5");
        assertThat(tiers.at("/0/rates/cacheRead").asText()).isEqualTo("0.125");
        assertThat(tiers.at("/1/aboveInputTokens").asLong()).isEqualTo(399_999);
        assertThat(tiers.at("/1/rates/input").asText()).isEqualTo("2.5");
        assertThat(tiers.at("/1/rates/output").asText()).isEqualTo("20");
    }

    @Test
    void pricesThatABookCannotHoldAreNamed() {
        Listing listing = catalogue.listings().stream()
                .filter(one -> one.name().equals("acme/thinker-2"))
                .findFirst()
                .orElseThrow();
        assertThat(listing.leftOut()).containsExactlyInAnyOrder("web_search", "overrides by time");
    }

    @Test
    void aFreeVariantIsAnOfferOfItsOwnOfTheSameModel() {
        JsonNode free = Fixtures.manifest(catalogue, "acme/thinker-2:free");
        assertThat(free.at("/pricing/model").asText()).isEqualTo("free");
        assertThat(free.at("/pricing").has("rates")).isFalse();
        assertThat(free.get("model").asText()).isEqualTo("thinker-2");
        assertThat(free.get("tags").toString()).isEqualTo("[\"free\"]");
    }

    @Test
    void imagesAndRequestsArePricedApiece() {
        JsonNode painter = Fixtures.manifest(catalogue, "acme/painter");
        assertThat(painter.at("/pricing/model").asText()).isEqualTo("per-token");
        assertThat(painter.at("/pricing/rates/image").asText()).isEqualTo("0.04");
        assertThat(painter.at("/pricing/rates/request").asText()).isEqualTo("0.001");
        assertThat(painter.get("category").asText()).isEqualTo("image-generation");
        assertThat(painter.has("endpoint")).isFalse();
    }

    @Test
    void factsAreTakenOverWithTheirProvenance() {
        JsonNode manifest = Fixtures.manifest(catalogue, "acme/thinker-2");
        assertThat(manifest.at("/pricing/provenance").toString())
                .isEqualTo("{\"source\":\"openrouter\",\"reference\":\"acme/thinker-2\",\"asOf\":\"2026-07-01\"}");
        assertThat(manifest.get("releasedOn").asText()).isEqualTo("2026-06-01");
        assertThat(manifest.at("/limits/contextTokens").asLong()).isEqualTo(1_000_000);
        assertThat(manifest.at("/limits/outputTokens").asLong()).isEqualTo(65_536);
        assertThat(manifest.at("/endpoint/upstreamModel").asText()).isEqualTo("acme/thinker-2");
        assertThat(manifest.get("tags").toString())
                .isEqualTo(
                        "[\"tools\",\"structured-output\",\"reasoning\",\"vision\",\"file-input\",\"open-weights\"]");
    }

    @Test
    void aDescriptionThatIsTooShortIsWrittenFromTheFacts() {
        assertThat(Fixtures.manifest(catalogue, "acme/thinker-2")
                        .get("description")
                        .asText())
                .startsWith("A model of the test's own");
        assertThat(Fixtures.manifest(catalogue, "acme/thinker-2:free")
                        .get("description")
                        .asText())
                .isEqualTo("Acme: Thinker 2 (free), offered by acme for text generation. "
                        + "Reads text and answers with text.");
    }

    @Test
    void everyEntryThatIsLeftOutHasItsReason() {
        assertThat(Fixtures.skipped(catalogue))
                .isEqualTo(Map.of(
                        "~acme/thinker-latest", SkipReason.ALIAS,
                        "acme/auto", SkipReason.DYNAMIC_PRICE,
                        "acme/old", SkipReason.RETIRED,
                        "acme/unpriced", SkipReason.NO_PRICE,
                        "acme/odd", SkipReason.MALFORMED,
                        "?", SkipReason.MALFORMED));
        assertThat(catalogue.listings()).hasSize(3);
    }
}
