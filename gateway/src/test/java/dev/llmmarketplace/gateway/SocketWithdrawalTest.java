package dev.llmmarketplace.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.catalog.Residency;
import dev.llmmarketplace.core.governance.ConsumptionRules;
import dev.llmmarketplace.core.governance.Subject;
import dev.llmmarketplace.core.governance.Verdict;
import dev.llmmarketplace.core.governance.Verdict.Effect;
import dev.llmmarketplace.core.kernel.VerdictId;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.quota.Subscription;
import dev.llmmarketplace.gateway.fake.SocketClient;
import dev.llmmarketplace.gateway.fake.SocketProvider;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is no longer allowed ends open WebSockets, and where they may go holds for them too. */
final class SocketWithdrawalTest {
    private static final long CENT = 10_000_000;

    private final TestBed bed = new TestBed();
    private final SocketProvider provider = new SocketProvider(bed.vertx);
    private final HttpClient http = HttpClient.newHttpClient();
    private final CallableService talk =
            bed.world.custom("acme/talk", provider.url(), Protocol.WEBSOCKET, World.perRequest(CENT));
    private final SocketClient heard = new SocketClient();
    private @Nullable Subscription subscription;

    @BeforeEach
    void subscribe() {
        subscription = bed.world.subscribe(talk, World.AMPLE);
    }

    @AfterEach
    void close() {
        http.shutdownNow();
        provider.close();
        bed.close();
    }

    private WebSocket open(CallableService service, @Nullable String residency) {
        WebSocket.Builder opening = http.newWebSocketBuilder().header("authorization", "Bearer " + bed.world.key);
        if (residency != null) {
            opening.header("x-marketplace-residency", residency);
        }
        return opening.buildAsync(
                        URI.create("ws://127.0.0.1:" + bed.gateway.port() + "/api/v1/services/" + service.service()
                                + "/invoke"),
                        heard)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private void talk() throws InterruptedException {
        open(talk, null).sendText("hello", true).join();
        heard.text();
    }

    private void assertEnded(int code, String reason) {
        assertThat(heard.end().code()).isEqualTo(code);
        assertThat(heard.end().reason()).startsWith(reason + ": ");
        assertThat(bed.gateway.records(1).getFirst().outcome()).isEqualTo(Outcome.CUT_OFF);
        assertThat(bed.gateway.records(1).getFirst().cost().nanos()).isLessThanOrEqualTo(CENT);
    }

    @Test
    void aRevokedKeyEndsTheSession() throws Exception {
        talk();
        bed.world.revoke(bed.world.key);
        assertEnded(4401, "invalid_api_key");
    }

    @Test
    void anExpiredKeyEndsTheSession() throws Exception {
        talk();
        bed.world.expire(bed.world.key, World.LONG_AGO);
        assertEnded(4401, "invalid_api_key");
    }

    @Test
    void aCancelledSubscriptionEndsTheSession() throws Exception {
        talk();
        assertThat(subscription).isNotNull();
        bed.world.subscriptions.remove(subscription.id());
        assertEnded(4403, "not_subscribed");
    }

    @Test
    void aDenialEndsTheSession() throws Exception {
        talk();
        bed.world.verdicts.put(new Verdict(
                VerdictId.next(),
                bed.world.consumer,
                new Subject.Service(talk.service()),
                Effect.DENY,
                new Verdict.Grounds("review-7", "It was not reviewed.", null),
                null));
        assertEnded(4403, "policy_denied");
    }

    @Test
    void aBudgetThatIsTakenAwayEndsTheSession() throws Exception {
        bed.world.budget(100 * CENT);
        talk();
        bed.world.budget(CENT / 2);
        assertEnded(4402, "budget_exhausted");
    }

    @Test
    void aBudgetOfWhichNothingIsLeftDoesNotEndASessionThatHasPaid() throws Exception {
        bed.world.budget(CENT);
        WebSocket socket = open(talk, null);
        Awaitility.await().during(Duration.ofMillis(1500)).until(() -> !socket.isInputClosed());
        socket.sendClose(1000, "").join();
        assertThat(heard.end().code()).isEqualTo(1000);
    }

    private CallableService inGermanyAndAmerica(SocketProvider american) {
        CallableService service = bed.world.service(
                "acme/both",
                World.DOLLAR,
                List.of(in("DE", "frankfurt", provider.url(), 1), in("US", "virginia", american.url(), 0)));
        bed.world.subscribe(service, World.AMPLE);
        return service;
    }

    private static Endpoint in(String country, String name, String url, int priority) {
        return new Endpoint(
                name,
                URI.create(url),
                Protocol.WEBSOCKET,
                Dialect.CUSTOM,
                new Endpoint.Authentication.Header("x-key"),
                "any",
                null,
                country,
                Endpoint.DEFAULT_CREDENTIAL,
                priority,
                1);
    }

    @Test
    void aSocketOpensOnlyWhereTheRequestMayGo() throws Exception {
        SocketProvider american = new SocketProvider(bed.vertx);
        CallableService both = inGermanyAndAmerica(american);
        open(both, "EU").sendText("hallo", true).join();

        assertThat(heard.text()).isEqualTo("hallo");
        assertThat(provider.opened()).hasSize(1);
        assertThat(american.opened()).isEmpty();
        american.close();
    }

    @Test
    void aSocketOpensOnlyWhereTheOrganisationsCallsMayGo() throws Exception {
        SocketProvider american = new SocketProvider(bed.vertx);
        CallableService both = inGermanyAndAmerica(american);
        bed.world.rules.put(
                new ConsumptionRules(bed.world.consumer, Residency.of(List.of("DE")), Duration.ZERO, World.LONG_AGO));
        open(both, null).sendText("hallo", true).join();

        assertThat(heard.text()).isEqualTo("hallo");
        assertThat(american.opened()).isEmpty();

        american.close();
        assertThat(refusal(both, "US")).isEqualTo(403);
        assertThat(refusal(talk, "EU")).as("its country is not known").isEqualTo(403);
    }

    @Test
    void aSocketDoesNotFailOverToWhereItMayNotGo() {
        SocketProvider american = new SocketProvider(bed.vertx);
        CallableService both = inGermanyAndAmerica(american);
        provider.close();

        assertThat(refusal(both, "DE")).isEqualTo(502);
        assertThat(american.opened()).isEmpty();
        american.close();
    }

    private int refusal(CallableService service, String residency) {
        try {
            open(service, residency);
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
        throw new AssertionError("it was opened");
    }
}
