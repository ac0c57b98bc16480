package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Market;
import dev.llmmarketplace.server.Reply;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A provider announces the end of a version; callers are told with each answer until the day has come. */
final class SunsetTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static Market market;

    @BeforeAll
    static void open() {
        market = Market.open(builder -> builder.set("publishing.notice", "0s"));
    }

    @AfterAll
    static void close() {
        market.close();
    }

    private static String deprecate(String body) {
        return "{\"reason\": \"Replaced.\", " + body + "}";
    }

    @Test
    void callersAreToldWhenItEnds() {
        Api provider = market.publisher();
        String deprecation = "/api/v1/services/" + market.serviceId() + "/versions/1.0.0/deprecate";
        provider.post(deprecation, deprecate("\"successor\": \"nobody/nothing\""))
                .expectProblem(422, "validation_failed")
                .violation("/successor");
        provider.post(deprecation, deprecate("\"sunsetAt\": \"2001-01-01T00:00:00Z\""))
                .expectProblem(422, "validation_failed")
                .violation("/sunsetAt");
        market.stranger().post(deprecation, "{}").expectProblem(403, "forbidden");

        Instant sunset = Instant.parse("2999-01-01T00:00:00Z");
        Reply deprecated = provider.post(deprecation, deprecate("\"sunsetAt\": \"" + sunset + "\""))
                .expect(200);
        assertThat(deprecated.at("/status")).isEqualTo("deprecated");
        assertThat(deprecated.at("/sunsetAt")).isEqualTo(sunset.toString());
        await("callers are told").atMost(LONG).untilAsserted(() -> {
            Reply answer = market.chat().send().expect(200);
            assertThat(answer.header("deprecation").orElseThrow()).matches("@\\d+");
            assertThat(answer.header("sunset")).hasValue("Tue, 01 Jan 2999 00:00:00 GMT");
        });
    }

    @Test
    void itEndsByItselfWhenTheDayHasCome() {
        Api provider = market.publisher();
        String id = provider.publish("""
                        manifestVersion: 1
                        provider: sells
                        name: short-lived
                        version: 1.0.0
                        title: Short-lived
                        description: A service that ends soon.
                        category: text-generation
                        capabilities: [{name: chat}]
                        pricing: {model: free}
                        """).expect(201).at("/id");
        String version = "/api/v1/services/" + id + "/versions/1.0.0";

        Reply deprecated = provider.post(version + "/deprecate", deprecate("\"successor\": \"sells/chat\""))
                .expect(200);

        assertThat(deprecated.at("/successor")).isEqualTo("sells/chat");
        await("it is retired")
                .atMost(LONG)
                .until(() -> provider.get(version).at("/status").equals("retired"));
        market.marketplace().nobody().get(version).expectProblem(404, "not_found");
    }
}
