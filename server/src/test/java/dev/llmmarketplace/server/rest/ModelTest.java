package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One model wherever it is offered, and what a workload costs there. */
@ExtendWith(SharedMarketplace.class)
final class ModelTest {
    private final TestMarketplace marketplace;
    private final Api anyone;
    private String provider = "";
    private String model = "";

    ModelTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
        this.anyone = marketplace.nobody();
    }

    @BeforeEach
    void list() {
        provider = marketplace.unique("offers");
        model = provider + "/llama-3";
        String listing = """
            {"manifestVersion": 1, "provider": "%s", "name": "%s", "version": "1.0.0", "title": "An offer",
             "description": "The same model as elsewhere.", "category": "text-generation", "model": "%s",
             "capabilities": [{"name": "chat"}],
             "pricing": {"model": "per-token", "rates": {"input": %s, "cacheRead": %s, "output": %s}%s}}
            """;
        String tier = ", \"tiers\": [{\"aboveInputTokens\": 100000, \"rates\": {\"input\": 100, \"output\": 100}}]";
        marketplace
                .root()
                .post(
                        "/api/v1/listings",
                        "{\"listings\": [%s, %s, %s]}"
                                .formatted(
                                        listing.formatted(provider, "reads-cheaply", model, 1, 1, 20, tier),
                                        listing.formatted(provider, "writes-cheaply", model, 4, 4, 5, ""),
                                        listing.formatted(provider, "remembers", model, 5, "0.1", 6, "")))
                .expect(200);
        await("all are found")
                .atMost(Duration.ofMinutes(1))
                .until(() -> anyone.get("/api/v1/search?provider=" + provider)
                        .at("/total")
                        .equals("3"));
    }

    @Test
    void showsAllServicesOfAModelTheCheapestFirstWithWhatWasMeasured() {
        Reply page = anyone.get("/api/v1/models/" + model.replace("/", "%2F") + "?window=24h")
                .expect(200);
        assertThat(page.at("/total")).isEqualTo("3");
        assertThat(names(page, "/services")).containsExactly("writes-cheaply", "remembers", "reads-cheaply");
        assertThat(page.at("/services/0/service/pricing/rates/input")).isEqualTo("4");
        assertThat(page.at("/services/0/quality/window")).isEqualTo("24h");
        assertThat(page.at("/services/0/quality/enoughData")).isEqualTo("false");
        assertThat(page.at("/services/0/quality/firstTokenMillis/sampleSize")).isEqualTo("0");
        assertThat(page.json().at("/services/0/quality").has("availability")).isFalse();
        anyone.get("/api/v1/models/none-of-that-name").expectProblem(404, "not_found");
    }

    @Test
    void aWorkloadPricesEveryHitAndSortsByIt() {
        Reply writing = asked("inputTokens=1000&outputTokens=1000&callsPerMonth=1000");
        assertThat(names(writing, "/hits")).containsExactly("writes-cheaply", "remembers", "reads-cheaply");
        assertThat(writing.at("/hits/0/workload/perCall/amount")).isEqualTo("0.009");
        assertThat(writing.at("/hits/0/workload/perMonth/amount")).isEqualTo("9");

        assertThat(names(asked("inputTokens=10000&outputTokens=10"), "/hits"))
                .containsExactly("reads-cheaply", "writes-cheaply", "remembers");
        assertThat(names(asked("cachedTokens=10000&outputTokens=10"), "/hits").getFirst())
                .isEqualTo("remembers");
        Reply tiered = asked("inputTokens=200000&outputTokens=10");
        assertThat(names(tiered, "/hits").getLast())
                .as("long prompts are dearer there")
                .isEqualTo("reads-cheaply");
        assertThat(tiered.at("/hits/2/workload/perCall/amount")).isEqualTo("20.001");

        Reply body = anyone.post(
                        "/api/v1/search",
                        "{\"provider\": [\"%s\"], \"sort\": \"workload\", \"inputTokens\": 10000, \"outputTokens\": 10}"
                                .formatted(provider))
                .expect(200);
        assertThat(names(body, "/hits").getFirst()).isEqualTo("reads-cheaply");
        assertThat(names(anyone.get("/api/v1/models/" + model.replace("/", "%2F") + "?inputTokens=10000"), "/services")
                        .getFirst())
                .isEqualTo("reads-cheaply");
    }

    @Test
    void anOrderByAWorkloadNeedsOne() {
        anyone.get("/api/v1/search?sort=workload").expectProblem(422, "validation_failed");
        anyone.get("/api/v1/search?inputTokens=-1").expectProblem(422, "validation_failed");
        anyone.get("/api/v1/search?inputTokens=99999999999").expectProblem(422, "validation_failed");
        assertThat(anyone.get("/api/v1/search?provider=" + provider)
                        .json()
                        .at("/hits/0")
                        .has("workload"))
                .isFalse();
    }

    private Reply asked(String workload) {
        return anyone.get("/api/v1/search?sort=workload&provider=" + provider + "&" + workload)
                .expect(200);
    }

    private List<String> names(Reply reply, String list) {
        List<String> names = new java.util.ArrayList<>();
        reply.json()
                .at(list)
                .forEach(one -> names.add(one.at("/service/name").asText().substring(provider.length() + 1)));
        return names;
    }
}
