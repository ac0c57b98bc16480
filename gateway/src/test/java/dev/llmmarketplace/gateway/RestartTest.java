package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.ASK_STREAM;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.quota.Account;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.RawClient;
import dev.llmmarketplace.gateway.fake.RunningGateway;
import dev.llmmarketplace.gateway.fake.TestBed;
import io.vertx.core.http.HttpServerRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ends and beginnings of the process, and ledgers that are away. */
final class RestartTest {
    private final TestBed bed = new TestBed(
            settings -> settings.withLimits(settings.limits().waiting(Duration.ofMinutes(1), Duration.ofSeconds(1))));

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void whatAnEndLeftBehindIsInTheLedgerAfterTheNextStart() {
        bed.world.budget(1_000_000_000);
        bed.provider.does((request, body) -> {
            if (!body.toString().contains("wait")) {
                FakeProvider.json(request.response(), FakeProvider.chat("x", 10, 3));
            }
        });
        bed.world.sink.away(true);
        bed.gateway.post(CHAT, ASK);
        try (RawClient client = bed.gateway.connect()) {
            client.post(CHAT, bed.world.key, ASK.replace("Hello", "wait"));
            await().until(() -> bed.provider.received().size() == 2);
            bed.world.sink.away(false);
            // The first gateway still runs, as a killed one would lie there: the journal is all that is taken over.
            try (RunningGateway next = new RunningGateway(bed.vertx, bed.world, bed.journal)) {
                assertThat(next.records(2))
                        .extracting(UsageRecord::outcome)
                        .containsExactlyInAnyOrder(Outcome.COMPLETED, Outcome.INTERRUPTED);
            }
        }
    }

    @Test
    void whatAKilledProcessHadLeasedIsReclaimed() {
        bed.world.budget(1_000_000_000);
        bed.gateway.post(CHAT, ASK);
        UsageRecord record = bed.gateway.records(1).getFirst();
        Account account = Account.money(bed.world.consumer, record.startedAt());
        assertThat(bed.world.allowance.gone(account)).isGreaterThan(13_000);
        bed.world.allowance.spent("test-holder", account, 13_000);
        bed.world.allowance.away(true);
        bed.gateway.gateway().close();
        bed.world.allowance.away(false);

        try (RunningGateway next = new RunningGateway(bed.vertx, bed.world, bed.journal)) {
            assertThat(next.gateway().readiness().ready()).isTrue();
            assertThat(bed.world.allowance.gone(account)).isEqualTo(13_000);
        }
    }

    @Test
    void callsGoOnWhileTheLedgerIsAway() {
        bed.world.sink.away(true);
        for (int i = 0; i < 10; i++) {
            assertThat(bed.gateway.post(CHAT, ASK).statusCode()).isEqualTo(200);
        }
        assertThat(bed.world.sink.records()).isEmpty();
        bed.world.sink.away(false);

        assertThat(bed.gateway.records(10)).hasSize(10);
        assertThat(bed.world.sink.repeated()).isZero();
    }

    @Test
    void aCallUnderWayMayEndBeforeTheGatewayDoes() {
        CompletableFuture<HttpServerRequest> waiting = new CompletableFuture<>();
        bed.provider.does((request, _) -> waiting.complete(request));
        CompletableFuture<HttpResponse<String>> answer = bed.gateway.sendLater(ask(ASK));
        HttpServerRequest forwarded = waiting.join();
        Thread closing = Thread.startVirtualThread(bed.gateway.gateway()::close);
        await().until(() -> bed.gateway.post(CHAT, ASK).statusCode() == 503);
        FakeProvider.json(forwarded.response(), FakeProvider.chat("late", 1, 1));

        assertThat(answer.join().body()).contains("late");
        await().until(() -> !closing.isAlive());
        assertThat(bed.world.sink.records()).extracting(UsageRecord::outcome).containsExactly(Outcome.COMPLETED);
    }

    @Test
    void aCallThatTakesTooLongIsInterruptedAtTheEnd() {
        bed.provider.does(
                (request, _) -> FakeProvider.events(request.response()).write(FakeProvider.chunk("Hello")));
        CompletableFuture<HttpResponse<String>> answer = bed.gateway.sendLater(ask(ASK_STREAM));
        await().until(() -> bed.gateway.gateway().metrics().inFlight() == 1);
        bed.gateway.gateway().close();

        assertThat(answer.join().body()).contains("\"code\":\"unavailable\"").doesNotContain("[DONE]");
        assertThat(bed.world.sink.records()).extracting(UsageRecord::outcome).containsExactly(Outcome.INTERRUPTED);
        assertThat(bed.world.sink.records().getFirst().cost().nanos()).isZero();
    }

    private HttpRequest ask(String body) {
        return bed.gateway
                .request(CHAT)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    @Test
    void theLastByteMayWaitForTheMedium() {
        TestBed careful = new TestBed(settings -> settings.withForceBeforeEnd(true));
        try (careful) {
            careful.provider.does((request, body) -> {
                if (body.toString().contains("\"stream\":true")) {
                    FakeProvider.events(request.response()).end(FakeProvider.chunk("Hello") + "data: [DONE]\n\n");
                } else {
                    FakeProvider.json(request.response(), FakeProvider.chat("x", 1, 1));
                }
            });
            assertThat(careful.gateway.post(CHAT, ASK).statusCode()).isEqualTo(200);
            assertThat(careful.gateway.post(CHAT, ASK_STREAM).body()).endsWith("[DONE]\n\n");
        }
    }

    @Test
    void theStateIsToldAsItIs() {
        assertThat(bed.gateway.gateway().readiness().ready()).isTrue();
        bed.world.keys.connected(false);
        assertThat(bed.gateway.gateway().readiness().ready()).isFalse();
        bed.world.keys.connected(true);
        assertThat(bed.gateway.gateway().readiness().ready()).isTrue();
    }

    @Test
    void whatHappenedIsCounted() {
        bed.gateway.post(CHAT, ASK);
        bed.gateway.post(CHAT, "{}");
        GatewayMetrics metrics = bed.gateway.gateway().metrics();

        assertThat(metrics.calls(Outcome.COMPLETED)).isEqualTo(1);
        assertThat(metrics.refusals(ErrorCode.MALFORMED_REQUEST)).isEqualTo(1);
        assertThat(metrics.promptTokens()).isEqualTo(10);
        assertThat(metrics.answerTokens()).isEqualTo(3);
        assertThat(metrics.inFlight()).isZero();
        assertThat(metrics.duration().counts()).contains(1L);
    }
}
