package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Market;
import dev.llmmarketplace.server.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** From consent, interactions and calls to trends and recommendations. */
final class RecommendationTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void interactionsAreRecordedWithConsentAndMakeATrend() {
        try (Market market = Market.open(builder -> builder.set("ranking.refresh", "200ms"))) {
            Api caller = market.marketplace().user(market.consumerId(), "consumer");
            String interactions = "/api/v1/services/" + market.serviceId() + "/interactions";
            assertThat(caller.get("/api/v1/personalisation").expect(200).at("/recordInteractions"))
                    .isEqualTo("false");
            assertThat(caller.post(interactions, "{\"kind\": \"view\"}")
                            .expect(200)
                            .at("/recorded"))
                    .isEqualTo("false");

            caller.put("/api/v1/personalisation", "{\"recordInteractions\": true}")
                    .expect(200);
            for (int i = 0; i < 12; i++) {
                assertThat(caller.post(interactions, "{\"kind\": \"view\"}")
                                .expect(200)
                                .at("/recorded"))
                        .isEqualTo("true");
            }
            await("it trends").atMost(LONG).untilAsserted(() -> {
                Reply trending = trending(market, "day");
                assertThat(trending.at("/items/0/service/name")).isEqualTo(market.service());
                assertThat(trending.at("/items/0/interactions")).isEqualTo("12");
            });
            assertThat(trending(market, "month").json().path("items")).hasSize(1);
            assertThat(recommended(market.stranger()).at("/items/0/reason/kind"))
                    .isEqualTo("trending");
            assertThat(recommended(caller).json().path("items"))
                    .as("nobody is recommended what he knows, and the offer's provider least of all")
                    .isEmpty();
            assertThat(recommended(market.publisher()).json().path("items")).isEmpty();

            caller.put("/api/v1/personalisation", "{\"recordInteractions\": false}")
                    .expect(200);
            await("all is forgotten")
                    .atMost(LONG)
                    .untilAsserted(
                            () -> assertThat(trending(market, "day").json().path("items"))
                                    .isEmpty());
            assertThat(recommended(market.marketplace().nobody()).at("/items/0/reason/kind"))
                    .isEqualTo("category");
        }
    }

    @Test
    void whatIsSuspendedIsNeitherTrendingNorRecommended() {
        try (Market market = Market.open(builder -> builder.set("ranking.refresh", "200ms"))) {
            market.chat().send().expect(200);
            await("it is popular")
                    .atMost(LONG)
                    .untilAsserted(
                            () -> assertThat(recommended(market.stranger()).at("/items/0/reason/kind"))
                                    .isEqualTo("popular"));

            market.marketplace()
                    .root()
                    .post(
                            "/api/v1/services/" + market.serviceId() + "/versions/1.0.0/suspend",
                            "{\"reason\": \"For a test.\"}")
                    .expect(200);

            await("it is gone")
                    .atMost(LONG)
                    .untilAsserted(() -> assertThat(
                                    recommended(market.stranger()).json().path("items"))
                            .isEmpty());
        }
    }

    private static Reply trending(Market market, String period) {
        return market.marketplace()
                .nobody()
                .get("/api/v1/services/trending?period=" + period)
                .expect(200);
    }

    private static Reply recommended(Api who) {
        return who.get("/api/v1/recommendations").expect(200);
    }
}
