package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.TestMarketplace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests of services by OAuth 2.0, in a dialect of their own, over WebSockets and gRPC, and of what manifests declare. */
final class KindsOfEndpointsTest {
    private static final String KEY = "a-secret-credential";
    private static final String TOKEN = "a-token-for-a-while";
    private static final int LONGEST_PROMPT = 3_000;

    private static Vertx vertx;
    private static HttpServer upstream;
    private static TestMarketplace marketplace;
    private static Api provider;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        upstream = vertx.createHttpServer()
                .webSocketHandshakeHandler(handshake -> {
                    if (KEY.equals(handshake.headers().get("x-api-key"))) {
                        handshake.accept();
                    } else {
                        handshake.reject(401);
                    }
                })
                .webSocketHandler(socket -> {})
                .requestHandler(KindsOfEndpointsTest::serve)
                .listen(0, "127.0.0.1")
                .await();
        marketplace =
                new TestMarketplace(builder -> builder.set("outgoing.allow", "127.0.0.1:" + upstream.actualPort()));
        provider = marketplace.user(marketplace.organisation("acme"), "provider");
    }

    @AfterAll
    static void close() {
        marketplace.close();
        vertx.close().await();
    }

    private static void serve(HttpServerRequest request) {
        switch (request.path()) {
            case "/token" -> answer(request, 200, "{\"access_token\": \"" + TOKEN + "\", \"expires_in\": 60}");
            case "/v1/chat/completions" -> request.body().onSuccess(body -> chat(request, body.toString()));
            case "/read" -> read(request);
            case "/grpc.health.v1.Health/Check" -> health(request);
            default -> answer(request, 404, "{}");
        }
    }

    private static void chat(HttpServerRequest request, String body) {
        if (!("Bearer " + TOKEN).equals(request.getHeader("authorization"))) {
            answer(request, 401, "{}");
        } else if (body.contains("\"messages\": 7") || body.length() > LONGEST_PROMPT) {
            answer(request, 400, "{}");
        } else {
            request.response().putHeader("access-control-allow-origin", "*");
            request.response().putHeader("access-control-allow-credentials", "true");
            answer(request, 200, "{\"choices\": [{\"message\": {\"content\": \"ping\"}}], \"usage\": {\"a\": 1}}");
        }
    }

    private static void read(HttpServerRequest request) {
        boolean known = KEY.equals(request.getHeader("x-api-key"));
        answer(request, known && request.method().equals(HttpMethod.OPTIONS) ? 204 : 401, "");
    }

    private static void health(HttpServerRequest request) {
        request.response().putHeader("content-type", "application/grpc");
        request.response().putTrailer("grpc-status", KEY.equals(request.getHeader("x-api-key")) ? "12" : "16");
        var _ = request.response().end();
    }

    private static void answer(HttpServerRequest request, int status, String body) {
        Future<Void> sent = request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(body);
        assertThat(sent).isNotNull();
    }

    private static String base(String scheme) {
        return scheme + "://127.0.0.1:" + upstream.actualPort();
    }

    /** Publishes a service with that endpoint, tests it, and answers outcomes by test. */
    private static Map<String, String> tested(String endpoint, String more) {
        String id = provider.publish("""
            manifestVersion: 1
            provider: acme
            name: %s
            version: 1.0.0
            title: A service
            description: Something that answers questions.
            category: text-generation
            capabilities: [{name: chat}]
            endpoint: %s
            pricing: {model: per-token, currency: USD, rates: {input: 0.15, output: 0.6}}
            %s
            """.formatted(marketplace.unique("service"), endpoint, more))
                .expect(201)
                .at("/id");
        Map<String, String> outcomes = new TreeMap<>();
        JsonNode report = provider.post("/api/v1/services/" + id + "/tests", "")
                .expect(200)
                .json();
        report.path("findings")
                .forEach(finding -> outcomes.put(
                        finding.path("test").asText(), finding.path("outcome").asText()));
        assertThat(report.toString()).doesNotContain(KEY).doesNotContain(TOKEN);
        return outcomes;
    }

    private static String oauth(String tokenPath) {
        return "{url: %s/v1, upstreamModel: m, authentication: {type: oauth2, tokenUrl: %s%s, clientId: c, credential: %s}}"
                .formatted(base("http"), base("http"), tokenPath, KEY);
    }

    private static String keyed(String protocol, String url, String credential) {
        return "{url: %s, protocol: %s, dialect: custom, authentication: {type: header, header: x-api-key, credential: %s}}"
                .formatted(url, protocol, credential);
    }

    @Test
    void aTokenIsFetchedAndItsLackIsNoticed() {
        assertThat(tested(oauth("/token"), ""))
                .containsEntry("call", "passed")
                .containsEntry("authentication-required", "passed")
                .containsEntry("secrets", "passed");
        assertThat(tested(oauth("/nowhere"), "")).containsOnly(Map.entry("call", "failed"));
    }

    @Test
    void aHeadThatOpensItToEverySiteIsAFinding() {
        assertThat(tested(oauth("/token"), "")).containsEntry("headers", "failed");
    }

    @Test
    void declaredLimitsAreTriedAsFarAsTheyAreCheap() {
        assertThat(tested(oauth("/token"), "limits: {contextTokens: 500, outputTokens: 100}"))
                .containsEntry("context", "passed")
                .containsEntry("output", "passed");
        assertThat(tested(oauth("/token"), "limits: {contextTokens: 900000, outputTokens: 900000}"))
                .containsEntry("context", "failed")
                .containsEntry("output", "skipped");
    }

    @Test
    void endpointsOfTheirOwnShapeAreThereAndWantTheCredential() {
        assertThat(tested(keyed("rest", base("http") + "/read", KEY), ""))
                .containsEntry("reachable", "passed")
                .containsEntry("authentication-required", "passed");
        assertThat(tested(keyed("rest", base("http") + "/read", "another-credential"), ""))
                .containsEntry("reachable", "failed");
    }

    @Test
    void webSocketsAreOpenedByTheCredentialOnly() {
        assertThat(tested(keyed("websocket", base("ws") + "/talk", KEY), ""))
                .containsEntry("reachable", "passed")
                .containsEntry("authentication-required", "passed");
        assertThat(tested(keyed("websocket", base("ws") + "/talk", "another-credential"), ""))
                .containsEntry("reachable", "failed");
    }

    @Test
    void serversOfGrpcAreThereAndWantTheCredential() {
        assertThat(tested(keyed("grpc", base("http"), KEY), ""))
                .containsEntry("reachable", "passed")
                .containsEntry("authentication-required", "passed");
        assertThat(tested(keyed("grpc", base("http"), "another-credential"), ""))
                .containsEntry("reachable", "failed");
    }
}
