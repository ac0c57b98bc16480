package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.TestMarketplace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Services are called before they are listed, and what does not do what it says is not. */
final class ServiceTestsTest {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final AtomicInteger CIRCLES = new AtomicInteger();

    private static HttpServer upstream;
    private static TestMarketplace marketplace;
    private static Api provider;

    @BeforeAll
    static void open() throws IOException {
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.createContext("/good/v1/chat/completions", exchange -> answer(exchange, true));
        upstream.createContext("/open/v1/chat/completions", exchange -> answer(exchange, false));
        upstream.createContext("/circle/v1/chat/completions", ServiceTestsTest::leadBack);
        upstream.start();
        marketplace = new TestMarketplace(builder -> builder.set("publishing.tests", "required")
                .set("outgoing.allow", "127.0.0.1:" + upstream.getAddress().getPort()));
        provider = marketplace.user(marketplace.organisation("acme"), "provider");
    }

    @AfterAll
    static void close() {
        marketplace.close();
        upstream.stop(0);
    }

    private static void answer(HttpExchange exchange, boolean asksForTheKey) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean known = "Bearer a-secret-credential"
                    .equals(exchange.getRequestHeaders().getFirst("authorization"));
            if (asksForTheKey && !known) {
                send(exchange, 401, "application/json", "{\"error\": {}}");
            } else if (request.contains("\"messages\": 7")) {
                send(exchange, 400, "application/json", "{\"error\": {}}");
            } else if (request.contains("\"stream\":true")) {
                send(exchange, 200, "text/event-stream", "data: {}\n\ndata: [DONE]\n\n");
            } else {
                send(exchange, 200, "application/json", """
                    {"choices": [{"message": {"content": "{}"}}], "usage": {"prompt_tokens": 1}}\
                    """);
            }
        }
    }

    private static void leadBack(HttpExchange exchange) throws IOException {
        try (exchange) {
            CIRCLES.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("location", "/circle/v1/chat/completions");
            exchange.sendResponseHeaders(307, -1);
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Reply publish(String url) {
        return provider.publish("""
            manifestVersion: 1
            provider: acme
            name: tested-%d
            version: 1.0.0
            title: A service
            description: Something that answers questions.
            category: text-generation
            capabilities: [{name: chat}]
            endpoint:
              url: %s
              authentication: {type: bearer, credential: a-secret-credential}
              upstreamModel: m
            supportedParameters: [response_format, stream, tools]
            pricing: {model: per-token, currency: USD, rates: {input: 0.15, output: 0.6}}
            """.formatted(NUMBERS.incrementAndGet(), url));
    }

    private static String at(String path) {
        return "http://127.0.0.1:" + upstream.getAddress().getPort() + path;
    }

    private static Map<String, String> outcomes(JsonNode report) {
        Map<String, String> outcomes = new TreeMap<>();
        report.path("findings")
                .forEach(finding -> outcomes.put(
                        finding.path("test").asText(), finding.path("outcome").asText()));
        return outcomes;
    }

    @Test
    void whatDoesWhatItSaysIsListedWithItsReport() {
        Reply published = publish(at("/good/v1")).expect(201);
        assertThat(published.at("/status")).isEqualTo("active");

        String path = "/api/v1/services/" + published.at("/id") + "/tests";
        JsonNode report = provider.get(path).expect(200).json().at("/items/0");

        assertThat(report.path("passed").asBoolean()).isTrue();
        assertThat(outcomes(report))
                .containsEntry("call", "passed")
                .containsEntry("authentication-required", "passed")
                .containsEntry("error-behaviour", "passed")
                .containsEntry("streaming", "passed")
                .containsEntry("structured-output", "passed")
                .containsEntry("tools", "passed")
                .containsEntry("secrets", "passed");
        assertThat(report.toString()).doesNotContain("a-secret-credential");
        assertThat(provider.post(path, "").expect(200).at("/passed")).isEqualTo("true");
        assertThat(provider.get(path).json().path("items")).hasSize(2);
    }

    @Test
    void whatAnybodyMayCallIsNotPublished() {
        Reply refused = publish(at("/open/v1"));

        refused.expectProblem(422, "validation_failed");
        assertThat(refused.text()).contains("authentication-required");
    }

    @Test
    void whatCannotBeReachedIsNotPublishedAndLeavesItsNumberFree() {
        Reply refused = publish(at("/nowhere/v1"));

        refused.expectProblem(422, "validation_failed");
        assertThat(refused.violation("/endpoint").path("message").asText()).contains("404");
    }

    @Test
    void redirectsWithoutEndAreNotFollowed() {
        Reply refused = publish(at("/circle/v1")).expectProblem(422, "validation_failed");

        assertThat(refused.violation("/endpoint").path("message").asText()).contains("307");
        assertThat(CIRCLES.get()).isBetween(1, 7);
    }

    @Test
    void addressesInsideAreNotCalled() {
        Reply refused = publish("http://127.0.0.1:1/v1");

        assertThat(refused.status()).isEqualTo(422);
    }

    @Test
    void othersMayNotHaveItTested() {
        String id = publish(at("/good/v1")).expect(201).at("/id");
        Api rival = marketplace.user(marketplace.organisation(marketplace.unique("rival")), "provider");

        rival.post("/api/v1/services/" + id + "/tests", "").expectProblem(403, "forbidden");
        rival.get("/api/v1/services/" + id + "/tests").expectProblem(403, "forbidden");
    }
}
