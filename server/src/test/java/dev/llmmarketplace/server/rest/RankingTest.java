package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
        }
    }

    private static double score(Reply answer) {
        return answer.json().at("/hits/0/score").asDouble();
    }

    private static Reply search(Market market, String query) {
        return market.marketplace().nobody().get("/api/v1/search" + query).expect(200);
    }
}
