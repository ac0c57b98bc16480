package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.catalog.Endpoint.Authentication.OAuth2;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Endpoints whose credential is an OAuth 2.0 client. */
final class TokenTest {
    private static final String ASK_CLIENT = ASK.replace("acme/chat", "acme/client");

    private final TestBed bed = new TestBed();
    private final FakeProvider authority = new FakeProvider(bed.vertx);
    private final AtomicInteger tokens = new AtomicInteger();

    @AfterEach
    void close() {
        authority.close();
        bed.close();
    }

    private void publish(String tokenUrl) {
        OAuth2 client = new OAuth2(URI.create(tokenUrl), "our client", "models chat");
        bed.world.subscribe(
                bed.world.service(
                        "acme/client", World.DOLLAR, List.of(World.endpoint("endpoint-1", bed.provider.url(), client))),
                World.AMPLE);
    }

    /** Gives tokens that are numbered. */
    private void grants(int lifetimeSeconds) {
        authority.does((request, _) -> FakeProvider.json(
                request.response(),
                "{\"token_type\":\"Bearer\",\"extra\":{\"a\":[1]},\"access_token\":\"token-" + tokens.incrementAndGet()
                        + "\",\"expires_in\":" + lifetimeSeconds + "}"));
    }

    private String tokenUrl() {
        return "http://127.0.0.1:" + authority.port() + "/oauth2/token";
    }

    private String authorization(int call) {
        return bed.provider.received().get(call).headers().get("authorization");
    }

    @Test
    void callsCarryTheTokenThatTheSecretGot() {
        grants(3600);
        publish(tokenUrl());

        assertThat(bed.gateway.post(CHAT, ASK_CLIENT).statusCode()).isEqualTo(200);
        assertThat(bed.gateway.post(CHAT, ASK_CLIENT).statusCode()).isEqualTo(200);

        assertThat(authorization(0)).isEqualTo("Bearer token-1");
        assertThat(authorization(1)).isEqualTo("Bearer token-1");
        FakeProvider.Received asked = authority.received().getFirst();
        assertThat(authority.received()).hasSize(1);
        assertThat(asked.path()).isEqualTo("/oauth2/token");
        assertThat(asked.body()).isEqualTo("grant_type=client_credentials&scope=models+chat");
        byte[] pair =
                Base64.getDecoder().decode(asked.headers().get("authorization").substring("Basic ".length()));
        assertThat(new String(pair, StandardCharsets.UTF_8)).isEqualTo("our+client:provider-credential");
    }

    @Test
    void whoeverWaitsOneTokenIsFetched() {
        authority.does((request, _) -> bed.vertx.setTimer(
                200, _ -> FakeProvider.json(request.response(), "{\"access_token\":\"t\",\"expires_in\":60}")));
        publish(tokenUrl());
        HttpRequest ask = bed.gateway
                .request(CHAT)
                .POST(HttpRequest.BodyPublishers.ofString(ASK_CLIENT))
                .build();

        List<CompletableFuture<HttpResponse<String>>> calls =
                IntStream.range(0, 20).mapToObj(_ -> bed.gateway.sendLater(ask)).toList();

        assertThat(calls)
                .allSatisfy(call -> assertThat(call.join().statusCode()).isEqualTo(200));
        assertThat(authority.received()).hasSize(1);
    }

    @Test
    void aTokenIsFollowedByTheNextBeforeItEnds() {
        grants(2);
        publish(tokenUrl());
        bed.gateway.post(CHAT, ASK_CLIENT);

        await().until(() -> {
            assertThat(bed.gateway.post(CHAT, ASK_CLIENT).statusCode()).isEqualTo(200);
            return authorization(bed.provider.received().size() - 1).equals("Bearer token-2");
        });
    }

    @Test
    void aTokenThatTheProviderDoesNotAcceptIsNotUsedAgain() {
        grants(3600);
        publish(tokenUrl());
        bed.provider.does((request, _) -> {
            boolean second = "Bearer token-2".equals(request.getHeader("authorization"));
            FakeProvider.json(request.response().setStatusCode(second ? 200 : 401), FakeProvider.chat("hello", 1, 1));
        });

        assertThat(bed.gateway.post(CHAT, ASK_CLIENT).statusCode()).isEqualTo(502);
        assertThat(bed.gateway.post(CHAT, ASK_CLIENT).statusCode()).isEqualTo(200);
    }

    @Test
    void withoutATokenNothingIsSentAndNothingBilled() {
        authority.does((request, _) -> FakeProvider.json(
                request.response().setStatusCode(401), "{\"error\":\"invalid_client\",\"secret\":\"s3cr3t\"}"));
        publish(tokenUrl());

        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK_CLIENT);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("gave no token (status 401)").doesNotContain("s3cr3t");
        assertThat(bed.provider.received()).isEmpty();
        assertThat(bed.gateway.records(1).getFirst().outcome()).isEqualTo(Outcome.UPSTREAM_FAILED);
    }

    @Test
    void anAuthorityWithinTheOperatorsNetworkIsNotAsked() {
        publish("http://169.254.169.254/token");

        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK_CLIENT);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("not permitted");
    }
}
