package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.TestMarketplace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What searches say while the embedding model of another program cannot be asked. */
final class MeaningAwayTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private HttpServer model;
    private volatile boolean away = true;

    @BeforeEach
    void start() throws IOException {
        model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        model.createContext("/v1/embeddings", this::answer);
        model.start();
    }

    @AfterEach
    void stop() {
        model.stop(0);
    }

    @Test
    void answersSayThatTheyWereFoundByWordsAloneUntilTheModelIsBack() {
        String address = "127.0.0.1:" + model.getAddress().getPort();
        try (TestMarketplace marketplace =
                new TestMarketplace(builder -> builder.set("search.embedding.url", "http://" + address + "/v1")
                        .set("search.embedding.model", "tiny")
                        .set("search.embedding.dimension", "4")
                        .set("outgoing.allow", address))) {
            marketplace.root().post("/api/v1/listings", """
                            {"listings": [{"manifestVersion": 1, "provider": "away", "name": "chat", "version": "1.0.0",
                             "title": "Chat", "description": "Talks about gobelins.", "category": "text-generation",
                             "capabilities": [{"name": "chat"}],
                             "pricing": {"model": "per-token", "rates": {"input": 2, "output": 10}}}]}
                            """).expect(200);
            Api anyone = marketplace.nobody();
            await("it is found by its words")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> search(anyone, "gobelins").text().contains("away/chat"));
            assertThat(search(anyone, "gobelins").at("/degraded")).isEqualTo("words-alone");
            assertThat(search(anyone, "").json().has("degraded")).isFalse();
            assertThat(anyone.get("/health/ready").text()).contains("degraded", "words alone since");
            assertThat(anyone.get("/metrics").text()).contains("marketplace_search_meaning 0");

            away = false;

            await("the model is asked again")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> !search(anyone, "gobelins").json().has("degraded"));
            assertThat(search(anyone, "gobelins").text()).contains("away/chat");
            assertThat(anyone.get("/health/ready").text()).doesNotContain("words alone since");
            assertThat(anyone.get("/metrics").text()).contains("marketplace_search_meaning 1");
        }
    }

    private static Reply search(Api who, String text) {
        return who.get("/api/v1/search?q=" + text).expect(200);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (away) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            JsonNode asked = JSON.readTree(exchange.getRequestBody());
            String vectors = Collections.nCopies(asked.path("input").size(), "{\"embedding\": [1, 0, 0, 0]}").stream()
                    .collect(Collectors.joining(", "));
            byte[] body = ("{\"data\": [" + vectors + "]}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
