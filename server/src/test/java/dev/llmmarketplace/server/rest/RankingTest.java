package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Market;
import dev.llmmarketplace.server.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** From calls through the gateway to the order of hits. */
final class RankingTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void whatCallsShowOfAServiceIsSearchedAndRankedBy() {
        try (Market market = Market.open(builder -> builder.set("ranking.refresh", "200ms"))) {
            Reply before = search(market, "");
            assertThat(before.at("/total")).isEqualTo("1");
            assertThat(before.at("/ranking")).isEqualTo("1:0.4/0.2/0.2/0.2");
            assertThat(search(market, "?minUptime=0.1").at("/total")).isEqualTo("0");

            for (int i = 0; i < 30; i++) {
                market.chat().send().expect(200);
            }

            await("the figures reach the index")
                    .atMost(LONG)
                    .untilAsserted(
                            () -> assertThat(search(market, "?minUptime=99.9").at("/total"))
                                    .isEqualTo("1"));
            assertThat(search(market, "?maxMeasuredLatency=86400000&sort=measured-latency")
                            .at("/total"))
                    .isEqualTo("1");
            assertThat(search(market, "?minRating=1").at("/total"))
                    .as("nobody has rated it")
                    .isEqualTo("0");
            assertThat(score(search(market, ""))).isGreaterThan(score(before));
            assertThat(comparison(market))
                    .as("the one that was called beside one that was not")
                    .contains("{\"name\":\"uptime\",\"values\":[[\"100\"],[]],\"same\":false}");
        }
    }

    @Test
    void theServicesOfVerifiedProvidersAreFound() {
        try (Market market = Market.open(builder -> builder.set("ranking.refresh", "200ms"))) {
            String provider = market.marketplace()
                    .nobody()
                    .get("/api/v1/services/" + market.serviceId())
                    .expect(200)
                    .at("/provider/id");
            String verification = "/api/v1/organisations/" + provider + "/verification";
            assertThat(search(market, "?verified=true").at("/total")).isEqualTo("0");
            market.publisher().put(verification, "{\"verified\": true}").expectProblem(403, "forbidden");

            market.marketplace()
                    .root()
                    .put(verification, "{\"verified\": true}")
                    .expect(200);

            assertThat(market.publisher().get(verification).expect(200).at("/verified"))
                    .isEqualTo("true");
            await("it reaches the index")
                    .atMost(LONG)
                    .untilAsserted(
                            () -> assertThat(search(market, "?verified=true").at("/total"))
                                    .isEqualTo("1"));
        }
    }

    @Test
    void aScoreIsExplainedToThoseWhoMaySeeIt() {
        try (Market market = Market.open(builder -> {})) {
            String question = "/api/v1/search?q=called&explain=true";
            market.marketplace().nobody().get(question).expectProblem(401, "unauthenticated");
            market.stranger().get(question).expectProblem(403, "forbidden");

            Reply hit = market.marketplace().root().get(question).expect(200);

            double sum = 0;
            for (int part = 0; part < 4; part++) {
                sum += hit.json()
                        .at("/hits/0/explanation/parts/" + part + "/adds")
                        .asDouble();
            }
            assertThat(score(hit)).isCloseTo(sum, within(1e-6));
            assertThat(hit.at("/hits/0/explanation/text/named")).isEqualTo("false");
            Reply plain = search(market, "?q=called");
            assertThat(plain.json().at("/hits/0").has("explanation")).isFalse();
            assertThat(plain.at("/hits/0/why/0/by")).isEqualTo("words");
            assertThat(plain.at("/hits/0/why/0/words/0")).isEqualTo("called");
            assertThat(plain.json().at("/hits/0/measured").has("uptime")).isFalse();
            assertThat(search(market, "?q=sells/chat").at("/hits/0/why/0/by")).isEqualTo("name");
        }
    }

    private static String comparison(Market market) {
        Api root = market.marketplace().root();
        root.post("/api/v1/listings", """
                {"listings": [{"manifestVersion": 1, "provider": "other", "name": "uncalled", "version": "1.0.0",
                 "title": "Uncalled", "description": "Nobody has called it.", "category": "text-generation",
                 "capabilities": [{"name": "chat"}],
                 "pricing": {"model": "per-token", "rates": {"input": 2, "output": 10}}}]}
                """).expect(200);
        String other =
                root.get("/api/v1/services/by-name/other/uncalled").expect(200).at("/id");
        return market.marketplace()
                .nobody()
                .get("/api/v1/compare?ids=" + market.serviceId() + "&ids=" + other)
                .expect(200)
                .text();
    }

    private static double score(Reply answer) {
        return answer.json().at("/hits/0/score").asDouble();
    }

    private static Reply search(Market market, String query) {
        return market.marketplace().nobody().get("/api/v1/search" + query).expect(200);
    }
}
