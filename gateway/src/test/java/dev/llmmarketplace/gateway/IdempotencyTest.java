package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.ASK_STREAM;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.TestBed;
import io.vertx.core.http.HttpServerRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request with an idempotency key is made and billed once, however often it is sent. */
final class IdempotencyTest {
    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    private CompletableFuture<HttpResponse<String>> send(String key, String body) {
        HttpRequest request = bed.gateway
                .request(CHAT)
                .header("idempotency-key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return bed.gateway.sendLater(request);
    }

    private HttpResponse<String> ask(String key, String body) {
        return send(key, body).join();
    }

    @Test
    void aRepetitionGetsTheSameAnswerAndIsBilledOnce() {
        HttpResponse<String> first = ask("one", ASK);
        HttpResponse<String> second = ask("one", ASK);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("idempotent-replayed")).isEmpty();
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("idempotent-replayed")).hasValue("true");
        for (String same : new String[] {"content-type", "x-marketplace-call-id", "x-marketplace-cost"}) {
            assertThat(second.headers().firstValue(same))
                    .isEqualTo(first.headers().firstValue(same));
        }
        assertThat(bed.provider.received()).hasSize(1);
        assertThat(ask("two", ASK).headers().firstValue("idempotent-replayed")).isEmpty();
        assertThat(bed.gateway.records(2)).hasSize(2);
    }

    @Test
    void aStreamIsRepeatedToTheByte() {
        bed.provider.does((request, _) -> {
            var response = FakeProvider.events(request.response());
            response.write(FakeProvider.chunk("a few"));
            response.write(FakeProvider.chunk(" words"));
            response.end("data: [DONE]\n\n");
        });

        HttpResponse<String> first = ask("stream", ASK_STREAM);
        HttpResponse<String> second = ask("stream", ASK_STREAM);

        assertThat(first.body()).contains("a few", "[DONE]");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("content-type"))
                .isEqualTo(first.headers().firstValue("content-type"));
        assertThat(bed.provider.received()).hasSize(1);
    }

    @Test
    void whileTheFirstIsUnderWayASecondIsAConflict() {
        ConcurrentLinkedQueue<HttpServerRequest> waiting = new ConcurrentLinkedQueue<>();
        bed.provider.does((request, _) -> waiting.add(request));
        CompletableFuture<HttpResponse<String>> first = send("busy", ASK);
        await().until(() -> waiting.size() == 1);

        HttpResponse<String> second = ask("busy", ASK);

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.headers().firstValue("retry-after")).isPresent();
        assertThat(second.body()).contains("\"action\":\"repeat_later\"");
        FakeProvider.json(waiting.element().response(), FakeProvider.chat("x", 1, 1));
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(ask("busy", ASK).headers().firstValue("idempotent-replayed")).hasValue("true");
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        ask("one", ASK);

        HttpResponse<String> other = ask("one", ASK.replace("Hello", "Goodbye"));

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("another body");
        assertThat(bed.provider.received()).hasSize(1);
    }

    @Test
    void keysOfAnotherApiKeyAreOthers() {
        ask("one", ASK);
        HttpRequest request = bed.gateway
                .request(CHAT)
                .setHeader(
                        "authorization",
                        "Bearer "
                                + bed.world
                                        .key(dev.llmmarketplace.core.access.ApiKey.Scopes.ALL, null)
                                        .reveal())
                .header("idempotency-key", "one")
                .POST(HttpRequest.BodyPublishers.ofString(ASK))
                .build();

        assertThat(bed.gateway.sendLater(request).join().headers().firstValue("idempotent-replayed"))
                .isEmpty();
    }

    @Test
    void whatFailedAndCostNothingMayBeTriedAgain() {
        bed.provider.does(
                (request, _) -> request.response().setStatusCode(500).end("{\"error\":{\"message\":\"broken\"}}"));
        assertThat(ask("again", ASK).statusCode()).isEqualTo(500);
        await().until(() -> bed.world.replays.size() == 0);
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), FakeProvider.chat("x", 1, 1)));

        HttpResponse<String> second = ask("again", ASK);

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().firstValue("idempotent-replayed")).isEmpty();
    }

    @Test
    void aRefusedCallLeavesNothingBehind() {
        assertThat(ask("none", ASK.replace("acme/chat", "acme/none")).statusCode())
                .isEqualTo(404);
        await().until(() -> bed.world.replays.size() == 0);
    }

    @Test
    void whoHangsUpFindsTheAnswerLater() {
        ConcurrentLinkedQueue<HttpServerRequest> waiting = new ConcurrentLinkedQueue<>();
        bed.provider.does((request, _) -> waiting.add(request));
        CompletableFuture<HttpResponse<String>> first = send("gone", ASK);
        await().until(() -> waiting.size() == 1);
        first.cancel(true);
        FakeProvider.json(waiting.element().response(), FakeProvider.chat("late", 3, 4));
        UsageRecord record = bed.gateway.records(1).getFirst();

        assertThat(record.outcome()).isEqualTo(Outcome.COMPLETED);
        await().untilAsserted(() -> assertThat(ask("gone", ASK).body()).contains("late"));
        assertThat(bed.provider.received()).hasSize(1);
    }

    @Test
    void whatIsTooLongToKeepIsNotMadeTwice() {
        String text = "x".repeat(2 << 20);
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), FakeProvider.chat(text, 10, 10)));
        assertThat(ask("long", ASK).statusCode()).isEqualTo(200);

        HttpResponse<String> second = ask("long", ASK);

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("too long to keep");
        assertThat(bed.provider.received()).hasSize(1);
    }

    @Test
    void withoutTheStoreNothingIsMadeUnderAKey() {
        bed.world.replays.away(true);

        assertThat(ask("one", ASK).statusCode()).isEqualTo(503);
        assertThat(bed.gateway.post(CHAT, ASK).statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyMustBeOne() {
        assertThat(ask("x".repeat(256), ASK).statusCode()).isEqualTo(400);
        assertThat(ask("with space", ASK).statusCode()).isEqualTo(400);
    }
}
