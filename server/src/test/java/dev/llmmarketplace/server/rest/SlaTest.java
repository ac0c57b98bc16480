package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Market;
import dev.llmmarketplace.server.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** From calls through the gateway to the figures of their service. */
final class SlaTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void aServiceThatFailsIsShownToFailAndItsProviderIsTold() {
        try (Market market = Market.open(builder -> builder.set("sla.sweep", "200ms"))) {
            String sla = "/api/v1/services/" + market.serviceId() + "/sla";
            Reply before = market.marketplace().nobody().get(sla).expect(200);
            assertThat(before.at("/promised/availability")).isEqualTo("99.5");
            assertThat(before.json().at("/windows/0/enoughData").asBoolean()).isFalse();
            assertThat(before.json().at("/windows/0").has("errorPercent")).isFalse();

            for (int i = 0; i < 30; i++) {
                market.provider().answerWith(i % 3 == 0 ? 501 : 200);
                market.chat().send();
            }
            market.provider().answerWith(400);
            market.chat().send().expect(400);

            await("all calls are counted, and judged").atMost(LONG).untilAsserted(() -> {
                Reply now = market.marketplace().nobody().get(sla).expect(200);
                assertThat(now.at("/windows/3/calls")).isEqualTo("30");
                assertThat(now.at("/windows/3/notCounted")).isEqualTo("1");
                assertThat(breaches(market.publisher()).json().path("items")).hasSizeGreaterThanOrEqualTo(2);
            });
            Reply after = market.marketplace().nobody().get(sla).expect(200);
            assertThat(after.at("/windows/3/window")).isEqualTo("30d");
            for (int window = 0; window < 4; window++) {
                assertThat(after.at("/windows/" + window + "/calls")).isEqualTo("30");
                assertThat(after.at("/windows/" + window + "/failed")).isEqualTo("10");
                assertThat(after.at("/windows/" + window + "/notCounted")).isEqualTo("1");
                assertThat(after.at("/windows/" + window + "/latencyMillis/sampleSize"))
                        .isEqualTo("20");
            }
            assertThat(after.json().at("/windows/0/latencyMillis/p95").asDouble())
                    .isPositive();
            assertThat(after.json().path("breaches").findValuesAsText("promise"))
                    .contains("error_rate", "availability");
            assertThat(market.marketplace().nobody().get("/metrics").text())
                    .contains("marketplace_sla_breaches{promise=\"error_rate\",severity=\"critical\"} 1");
            assertThat(breaches(market.stranger()).json().path("items")).isEmpty();
        }
    }

    @Test
    void anEndpointThatIsLeftAloneIsShownToItsProviderWithTheReason() {
        try (Market market = Market.open(builder -> {})) {
            market.provider().answerWith(503);
            for (int i = 0; i < 8; i++) {
                market.chat().send();
            }

            Reply own = ejected(market.publisher());

            assertThat(own.at("/items/0/service")).isEqualTo(market.service() + "@1.0.0");
            assertThat(own.at("/items/0/state")).isIn("open", "trying");
            assertThat(own.at("/items/0/reason")).contains("503");
            assertThat(ejected(market.marketplace().root()).json().path("items"))
                    .hasSize(1);
            assertThat(ejected(market.stranger()).json().path("items")).isEmpty();
        }
    }

    private static Reply breaches(Api who) {
        return who.get("/api/v1/sla/breaches?lasting=true").expect(200);
    }

    private static Reply ejected(Api who) {
        return who.get("/api/v1/endpoints/ejected").expect(200);
    }
}
