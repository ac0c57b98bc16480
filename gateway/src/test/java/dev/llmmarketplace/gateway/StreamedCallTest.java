package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.FakeProvider.chunk;
import static dev.llmmarketplace.gateway.fake.FakeProvider.events;
import static dev.llmmarketplace.gateway.fake.FakeProvider.usageChunk;
import static dev.llmmarketplace.gateway.fake.TestBed.ASK_STREAM;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.metering.UsageRecord.Flag;
import dev.llmmarketplace.gateway.fake.RawClient;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.forward.Upstreams;
import io.vertx.core.http.HttpServerResponse;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams through a real server, from providers that keep their word and from others. */
final class StreamedCallTest {
    private static final String DONE = "data: [DONE]\n\n";

    private final TestBed bed = new TestBed(settings -> settings.withUpstreams(new Upstreams.Settings(
            Duration.ofSeconds(2),
            Duration.ofMillis(600),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            10)));

    @AfterEach
    void close() {
        bed.close();
    }

    private UsageRecord record() {
        return bed.gateway.records(1).getFirst();
    }

    @Test
    void eventsPassAndTheUsageNobodyAskedForDoesNot() {
        bed.provider.does((request, _) ->
                events(request.response()).end(chunk("Hello") + chunk(" you") + usageChunk(10, 2) + DONE));
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK_STREAM);

        assertThat(answer.body()).isEqualTo(chunk("Hello") + chunk(" you") + DONE);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
        assertThat(bed.provider.received().getFirst().body()).contains("\"stream_options\":{\"include_usage\":true}");
        assertThat(record().billed()).isEqualTo(Usage.of(10, 2));
        assertThat(record().streamed()).isTrue();
        assertThat(record().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void usageThatWasAskedForPasses() {
        bed.provider.does((request, _) -> events(request.response()).end(chunk("Hello") + usageChunk(10, 1) + DONE));
        String ask = ASK_STREAM.replace("{\"stream\"", "{\"stream_options\":{\"include_usage\":true},\"stream\"");
        HttpResponse<String> answer = bed.gateway.post(CHAT, ask);

        assertThat(answer.body()).isEqualTo(chunk("Hello") + usageChunk(10, 1) + DONE);
    }

    @Test
    void aStreamWithoutUsageIsCountedByUs() {
        bed.provider.does((request, _) -> events(request.response()).end(chunk("eight ch") + DONE));
        bed.gateway.post(CHAT, ASK_STREAM);

        assertThat(record().billed()).isEqualTo(Usage.of(6, 2));
        assertThat(record().flags()).containsExactly(Flag.ESTIMATED);
    }

    @Test
    void aStreamThatBreaksOffEndsWithAnErrorAndNoMarkerOfSuccess() {
        bed.provider.does((request, _) -> {
            HttpServerResponse response = events(request.response());
            response.write(chunk("eight ch") + "data: {\"choices\":[{\"del")
                    .onSuccess(_ -> request.connection().close());
        });
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK_STREAM);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith(chunk("eight ch") + "data: {\"error\":{\"message\":");
        assertThat(answer.body()).contains("\"code\":\"upstream_failed\"").doesNotContain("[DONE]", "{\"del");
        assertThat(record().outcome()).isEqualTo(Outcome.UPSTREAM_FAILED);
        assertThat(record().billed()).isEqualTo(Usage.of(6, 2));
        assertThat(record().flags()).containsExactly(Flag.ESTIMATED);
    }

    @Test
    void aStreamThatFailsBeforeItsFirstEventHasAStatus() {
        bed.provider.does((request, _) -> {
            HttpServerResponse response = events(request.response());
            response.write(": just a comment\n\n")
                    .onSuccess(_ -> request.connection().close());
        });
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK_STREAM);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("\"code\":\"upstream_failed\"");
        assertThat(record().billed()).isEqualTo(Usage.NONE);
        assertThat(record().cost().nanos()).isZero();
    }

    @Test
    void anErrorInsteadOfTheFirstEventHasAStatus() {
        bed.provider.does(
                (request, _) -> events(request.response()).end("data: {\"error\":{\"message\":\"overloaded\"}}\n\n"));

        assertThat(bed.gateway.post(CHAT, ASK_STREAM).statusCode()).isEqualTo(502);
        assertThat(record().outcome()).isEqualTo(Outcome.UPSTREAM_FAILED);
    }

    @Test
    void anErrorInTheMiddleIsHandedOnAndNoSuccess() {
        String error = "data: {\"error\":{\"message\":\"overloaded\"}}\n\n";
        bed.provider.does((request, _) -> events(request.response()).end(chunk("Hello") + error));
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK_STREAM);

        assertThat(answer.body()).isEqualTo(chunk("Hello") + error);
        assertThat(record().outcome()).isEqualTo(Outcome.UPSTREAM_FAILED);
    }

    @Test
    void silenceInTheMiddleEndsTheStream() {
        bed.provider.does((request, _) -> events(request.response()).write(chunk("Hello")));
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK_STREAM);

        assertThat(answer.body()).startsWith(chunk("Hello")).contains("\"code\":\"upstream_timeout\"");
        assertThat(record().outcome()).isEqualTo(Outcome.UPSTREAM_TIMEOUT);
    }

    @Test
    void aCallerWhoHangsUpStopsTheProviderAtOnceAndPaysForWhatCame() {
        AtomicBoolean stopped = new AtomicBoolean();
        bed.provider.does((request, _) -> {
            request.connection().closeHandler(_ -> stopped.set(true));
            events(request.response()).write(chunk("eight ch"));
        });
        try (RawClient client = bed.gateway.connect()) {
            client.post(CHAT, bed.world.key, ASK_STREAM);
            client.readUntil("eight ch");
        }

        await().untilTrue(stopped);
        assertThat(record().outcome()).isEqualTo(Outcome.CLIENT_CLOSED);
        assertThat(record().billed()).isEqualTo(Usage.of(6, 2));
    }

    @Test
    void aCallerWhoHangsUpBeforeTheFirstByteHasHadNothing() {
        AtomicBoolean asked = new AtomicBoolean();
        bed.provider.does((_, _) -> asked.set(true));
        try (RawClient client = bed.gateway.connect()) {
            client.post(CHAT, bed.world.key, ASK_STREAM);
            await().untilTrue(asked);
        }

        assertThat(record().outcome()).isEqualTo(Outcome.CLIENT_CLOSED);
        assertThat(record().cost().nanos()).isZero();
    }

    @Test
    void aSlowCallerSlowsTheProviderDown() {
        String piece = chunk("x".repeat(10_000));
        int pieces = 3000;
        AtomicLong written = new AtomicLong();
        bed.provider.does((request, _) -> pump(events(request.response()), piece, pieces, written));
        try (RawClient client = bed.gateway.connect()) {
            client.post(CHAT, bed.world.key, ASK_STREAM);
            client.readUntil("xxx");
            await().during(Duration.ofMillis(300)).until(() -> written.get() < (long) pieces * piece.length() * 9 / 10);
            assertThat(client.readUntil("[DONE]").length()).isGreaterThan(pieces * 10_000);
        }
        assertThat(record().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    private static void pump(HttpServerResponse response, String piece, int left, AtomicLong written) {
        int remaining = left;
        while (remaining > 0 && !response.writeQueueFull()) {
            response.write(piece);
            written.addAndGet(piece.length());
            remaining--;
        }
        int next = remaining;
        if (next == 0) {
            response.end(DONE);
        } else {
            response.drainHandler(_ -> pump(response, piece, next, written));
        }
    }
}
