package dev.llmmarketplace.server.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiteLlmReaderTest {
    private final Catalogue catalogue = Fixtures.read("litellm.json");

    @Test
    void scientificNotationIsExact() {
        assertThat(Fixtures.manifest(catalogue, "acme/thinker-2")
                        .at("/pricing/rates")
                        .toString())
                .isEqualTo("{\"input\":\"1.25\",\"cacheRead\":\"0.125\",\"cacheWrite5m\":\"3.75\","
                        + "\"cacheWrite1h\":\"6\",\"output\":\"10\"}");
    }

    @Test
    void pricesAboveAThresholdBecomeATierThatKeepsTheOthers() {
        assertThat(Fixtures.manifest(catalogue, "acme/thinker-2")
                        .at("/pricing/tiers")
                        .toString())
                .isEqualTo("[{\"aboveInputTokens\":200000,\"rates\":{\"input\":\"2.5\",\"cacheRead\":\"0.125\","
                        + "\"cacheWrite5m\":\"3.75\",\"cacheWrite1h\":\"12\",\"output\":\"15\"}}]");
    }

    @Test
    void bandsBecomeRatesAndTiers() {
        JsonNode pricing = Fixtures.manifest(catalogue, "acme/banded").get("pricing");
        assertThat(pricing.get("rates").toString()).isEqualTo("{\"input\":\"0.05\",\"output\":\"0.4\"}");
        assertThat(pricing.at("/tiers/0/aboveInputTokens").asLong()).isEqualTo(256_000);
        assertThat(pricing.at("/tiers/0/rates/output").asText()).isEqualTo("2");
    }

    @Test
    void limitsInAnyNotationAreRead() {
        JsonNode limits = Fixtures.manifest(catalogue, "acme/thinker-2").get("limits");
        assertThat(limits.toString()).isEqualTo("{\"contextTokens\":2000000,\"outputTokens\":65536}");
    }

    @Test
    void unitsApieceAreKept() {
        assertThat(Fixtures.manifest(catalogue, "acme/painter")
                        .at("/pricing/rates")
                        .toString())
                .isEqualTo("{\"image\":\"0.04\"}");
        assertThat(Fixtures.manifest(catalogue, "acme/ranker")
                        .at("/pricing/rates/request")
                        .asText())
                .isEqualTo("0.002");
        assertThat(Fixtures.manifest(catalogue, "acme/ranker")
                        .at("/pricing/model")
                        .asText())
                .isEqualTo("per-request");
        assertThat(Fixtures.manifest(catalogue, "acme/embedder")
                        .at("/pricing/rates")
                        .toString())
                .isEqualTo("{\"input\":\"0.02\",\"output\":\"0\"}");
    }

    @Test
    void offersWhoseNamesOnlyBecameTheSameAreTakenApart() {
        assertThat(catalogue.listings().stream().map(Listing::name))
                .filteredOn(name -> name.startsWith("vertex-ai/"))
                .hasSize(2)
                .allMatch(name -> name.matches("vertex-ai/claude-1-[0-9a-f]{8}"))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyEntryThatIsLeftOutHasItsReason() {
        assertThat(Fixtures.skipped(catalogue))
                .isEqualTo(Map.ofEntries(
                        Map.entry("sample_spec", SkipReason.NOT_A_MODEL),
                        Map.entry("fallback_generalizations", SkipReason.NOT_A_MODEL),
                        Map.entry("web", SkipReason.NOT_A_MODEL),
                        Map.entry("Thinker-2", SkipReason.DUPLICATE),
                        Map.entry("hd/1024-x-1024/painter", SkipReason.PRICE_VARIANT),
                        Map.entry("scribe", SkipReason.UNIT_NOT_SUPPORTED),
                        Map.entry("half-priced", SkipReason.UNIT_NOT_SUPPORTED),
                        Map.entry("unpriced", SkipReason.NO_PRICE),
                        Map.entry("gone", SkipReason.RETIRED),
                        Map.entry("ollama/llama", SkipReason.SELF_HOSTED),
                        Map.entry("negative", SkipReason.MALFORMED)));
    }
}
