package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Market;
import dev.llmmarketplace.server.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who may say what of a service, and what becomes of it. */
final class ReviewsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void aCallerReviewsTheServiceAndItIsFoundByItsRating() {
        try (Market market = Market.open(builder -> builder.set("ranking.refresh", "200ms"))) {
            String service = "/api/v1/services/" + market.serviceId();
            Api caller = market.marketplace().user(market.consumerId(), "consumer");
            Api nobody = market.marketplace().nobody();
            caller.put(service + "/review", "{\"stars\": 4}").expectProblem(403, "forbidden");

            market.chat().send().expect(200);
            await("the call is recorded")
                    .atMost(LONG)
                    .untilAsserted(() ->
                            caller.put(service + "/review", "{\"stars\": 4}").expect(200));

            Reply shown = nobody.get(service + "/reviews").expect(200);
            assertThat(shown.at("/summary/rating")).isEqualTo("4.0");
            assertThat(shown.at("/items/0/stars")).isEqualTo("4");
            assertThat(shown.at("/items/0/own")).isEqualTo("false");
            assertThat(shown.text()).doesNotContain(market.consumerId());
            assertThat(caller.get(service + "/reviews").expect(200).at("/items/0/own"))
                    .isEqualTo("true");
            await("the rating reaches the index")
                    .atMost(LONG)
                    .untilAsserted(() -> assertThat(nobody.get("/api/v1/search?minRating=4&maxRating=4&sort=rating")
                                    .expect(200)
                                    .at("/total"))
                            .isEqualTo("1"));

            market.publisher().put(service + "/review", "{\"stars\": 5}").expectProblem(403, "forbidden");
            market.stranger().put(service + "/review", "{\"stars\": 1}").expectProblem(403, "forbidden");
            caller.put(service + "/review", "{\"stars\": 6}").expectProblem(422, "validation_failed");
            caller.put(service + "/review", "{\"stars\": 2, \"text\": \"short\"}")
                    .expectProblem(422, "validation_failed");
            market.stranger()
                    .delete(service + "/reviews/" + shown.at("/items/0/id"))
                    .expectProblem(403, "forbidden");
            caller.delete(service + "/review").expect(204);
            caller.delete(service + "/review").expectProblem(404, "not_found");
            assertThat(nobody.get(service + "/reviews").expect(200).json().path("items"))
                    .isEmpty();
        }
    }

    @Test
    void aModeratorRemovesAReview() {
        try (Market market = Market.open(builder -> {})) {
            String service = "/api/v1/services/" + market.serviceId();
            Api caller = market.marketplace().user(market.consumerId(), "consumer");
            market.chat().send().expect(200);
            await("the call is recorded")
                    .atMost(LONG)
                    .untilAsserted(() ->
                            caller.put(service + "/review", "{\"stars\": 1}").expect(200));
            String review = caller.get(service + "/review").expect(200).at("/id");

            market.marketplace().root().delete(service + "/reviews/" + review).expect(204);

            caller.get(service + "/review").expectProblem(404, "not_found");
        }
    }
}
