package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.FakeProvider.chat;
import static dev.llmmarketplace.gateway.fake.FakeProvider.chunk;
import static dev.llmmarketplace.gateway.fake.FakeProvider.events;
import static dev.llmmarketplace.gateway.fake.FakeProvider.json;
import static dev.llmmarketplace.gateway.fake.FakeProvider.usageChunk;
import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.ASK_STREAM;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.catalog.Endpoint.Authentication.Bearer;
import dev.llmmarketplace.core.catalog.HttpVersion;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.RawClient;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls as streams of one connection to a provider: shared, apart in every ending, and moved when it goes away. */
@Timeout(60)
final class Http2ProviderTest {
    private static final String DONE = "data: [DONE]\n\n";
    private static final long REFUSED_STREAM = 7;
    private static final long CANCEL = 8;

    private final TestBed bed = new TestBed();
    private final FakeProvider provider =
            new FakeProvider(bed.vertx, new HttpServerOptions().setHttp2ConnectionWindowSize(4 << 20));
    private final List<HttpServerRequest> upstream = new CopyOnWriteArrayList<>();

    @BeforeEach
    void publish() {
        bed.world.subscribe(
                bed.world.service(
                        "acme/two",
                        World.endpoint(provider.url(), HttpVersion.HTTP_2, new Bearer()),
                        "provider-credential"),
                World.AMPLE);
    }

    @AfterEach
    void close() {
        bed.gateway.close();
        provider.close();
        bed.close();
    }

    private static String two(String body) {
        return body.replace("acme/chat", "acme/two");
    }

    private HttpResponse<String> call() {
        return bed.gateway.post(CHAT, two(ASK));
    }

    private CompletableFuture<HttpResponse<String>> callLater(String body) {
        return bed.gateway.sendLater(bed.gateway
                .request(CHAT)
                .POST(HttpRequest.BodyPublishers.ofString(two(body)))
                .build());
    }

    private void holdStreams() {
        provider.does((request, _) -> {
            events(request.response()).write(chunk("Hello"));
            upstream.add(request);
        });
    }

    private HttpServerResponse held(int number) {
        await().until(() -> upstream.size() > number);
        return upstream.get(number).response();
    }

    @Test
    void manyCallsAtOnceShareOneConnection() {
        List<CompletableFuture<HttpResponse<String>>> answers =
                IntStream.range(0, 50).mapToObj(_ -> callLater(ASK)).toList();

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.join().statusCode()).isEqualTo(200);
            assertThat(answer.join().body()).contains("Hello there");
        });
        assertThat(provider.connections()).isEqualTo(1);
        assertThat(provider.received().getFirst().path()).isEqualTo("/v1/chat/completions");
        assertThat(provider.received().getFirst().headers().get("authorization"))
                .isEqualTo("Bearer provider-credential");
        assertThat(provider.received().getFirst().body()).contains("\"upstream-model\"");
        assertThat(bed.gateway.records(50))
                .allSatisfy(record -> assertThat(record.outcome()).isEqualTo(Outcome.COMPLETED));
    }

    @Test
    void bothBodiesMayBeLargerThanAnyWindow() {
        String content = "x".repeat(3 << 20);
        provider.does((request, body) -> json(request.response(), chat(content, body.length(), 3)));
        String prompt = "y".repeat(1 << 20);

        assertThat(bed.gateway.post(CHAT, two(ASK.replace("Hello", prompt))).body())
                .contains(content);
        assertThat(provider.received().getFirst().body()).contains(prompt);
    }

    @Test
    void whoHangsUpEndsHisStreamAlone() {
        holdStreams();
        RawClient leaving = bed.gateway.connect();
        leaving.post(CHAT, bed.world.key, two(ASK_STREAM));
        AtomicBoolean reset = new AtomicBoolean();
        held(0).closeHandler(_ -> reset.set(true));
        CompletableFuture<HttpResponse<String>> staying = callLater(ASK_STREAM);
        held(1);

        leaving.close();

        await().untilTrue(reset);
        held(1).end(usageChunk(10, 2) + DONE);
        assertThat(staying.join().body()).isEqualTo(chunk("Hello") + DONE);
        assertThat(provider.connections()).isEqualTo(1);
        assertThat(bed.gateway.records(2))
                .extracting(UsageRecord::outcome)
                .containsExactlyInAnyOrder(Outcome.CLIENT_CLOSED, Outcome.COMPLETED);
    }

    @Test
    void aStreamThatTheProviderResetsIsBrokenOffAndTheOthersAreNot() {
        holdStreams();
        CompletableFuture<HttpResponse<String>> broken = callLater(ASK_STREAM);
        held(0);
        CompletableFuture<HttpResponse<String>> whole = callLater(ASK_STREAM);
        held(1).end(usageChunk(10, 2) + DONE);

        held(0).reset(CANCEL);

        assertThat(broken.join().body()).contains("upstream_failed").doesNotContain("[DONE]");
        assertThat(whole.join().body()).endsWith(DONE);
    }

    @Test
    void aStreamThatWasRefusedIsSentOnceMore() {
        AtomicInteger tries = new AtomicInteger();
        provider.does((request, _) -> {
            if (tries.incrementAndGet() == 1) {
                request.response().reset(REFUSED_STREAM);
            } else {
                json(request.response(), chat("Hello there", 10, 3));
            }
        });

        HttpResponse<String> answer = call();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-marketplace-attempts")).hasValue("1");
        assertThat(tries).hasValue(2);
    }

    @Test
    void aProviderThatGoesAwayFinishesWhatItHasAndGetsNothingNew() {
        holdStreams();
        CompletableFuture<HttpResponse<String>> old = callLater(ASK_STREAM);
        held(0);
        HttpConnection first = upstream.getFirst().connection();
        first.goAway(0, held(0).streamId());
        await().until(() -> {
            CompletableFuture<HttpResponse<String>> another = callLater(ASK_STREAM);
            int number = upstream.size();
            held(number).end(usageChunk(10, 2) + DONE);
            another.join();
            return !upstream.getLast().connection().equals(first);
        });

        held(0).end(usageChunk(10, 2) + DONE);
        assertThat(old.join().body()).isEqualTo(chunk("Hello") + DONE);
    }

    @Test
    void whatAProviderLeavesBehindIsSentOverAnotherConnection() {
        AtomicInteger tries = new AtomicInteger();
        provider.does((request, _) -> {
            if (tries.incrementAndGet() == 2) {
                request.connection().goAway(0, 1);
            } else {
                json(request.response(), chat("Hello there", 10, 3));
            }
        });
        call();

        assertThat(call().statusCode()).isEqualTo(200);
        assertThat(tries).hasValue(3);
        assertThat(provider.connections()).isEqualTo(2);
    }

    @Test
    void whoReadsSlowlyHoldsUpNobodyElse() {
        holdStreams();
        RawClient slow = bed.gateway.connect();
        slow.post(CHAT, bed.world.key, two(ASK_STREAM));
        String event = chunk("x".repeat(60_000));
        HttpServerResponse stalled = held(0);
        await().until(() -> {
            for (int i = 0; i < 64 && !stalled.writeQueueFull(); i++) {
                stalled.write(event);
            }
            return stalled.writeQueueFull();
        });
        provider.does((request, _) -> json(request.response(), chat("quick", 10, 3)));

        assertThat(call().body()).contains("quick");
        assertThat(provider.connections()).isEqualTo(1);
        slow.close();
        assertThat(bed.gateway.records(2))
                .extracting(UsageRecord::outcome)
                .containsExactlyInAnyOrder(Outcome.CLIENT_CLOSED, Outcome.COMPLETED);
    }
}
