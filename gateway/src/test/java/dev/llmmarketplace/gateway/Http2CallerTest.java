package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.FakeProvider.chunk;
import static dev.llmmarketplace.gateway.fake.FakeProvider.events;
import static dev.llmmarketplace.gateway.fake.FakeProvider.usageChunk;
import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.ASK_STREAM;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.gateway.fake.TestBed;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls as streams of one HTTP/2 connection: what happens to one leaves the others alone. */
@Timeout(60)
final class Http2CallerTest {
    private static final String DONE = "data: [DONE]\n\n";
    private static final long CANCEL = 8;

    private final TestBed bed =
            new TestBed(settings -> settings.withLimits(settings.limits().withBytes(256 * 1024, 1L << 30)));
    private final List<HttpServerResponse> upstream = new CopyOnWriteArrayList<>();
    private final HttpClient client = bed.vertx.createHttpClient(
            new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false)
                    .setHttp2ConnectionWindowSize(4 << 20),
            new PoolOptions().setHttp2MaxSize(1));

    @AfterEach
    void close() {
        client.close().await();
        bed.close();
    }

    private HttpClientRequest begin() {
        return client.request(HttpMethod.POST, bed.gateway.port(), "127.0.0.1", CHAT)
                .await()
                .putHeader("authorization", "Bearer " + bed.world.key)
                .putHeader("content-type", "application/json");
    }

    /** Its answer, of which nothing is read yet. */
    private static HttpClientResponse call(HttpClientRequest request, String body) {
        return request.send(body).map(HttpClientResponse::pause).await();
    }

    private static String read(HttpClientResponse answer) {
        Future<Buffer> body = answer.body();
        answer.resume();
        return body.await().toString();
    }

    private void holdStreams() {
        bed.provider.does((request, _) -> {
            HttpServerResponse response = events(request.response());
            response.write(chunk("Hello"));
            upstream.add(response);
        });
    }

    @Test
    void aCallIsAnsweredAndBilledAsOnAnyConnection() {
        HttpClientResponse answer = call(begin(), ASK);

        assertThat(answer.version()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("x-marketplace-cost")).isNotNull();
        assertThat(read(answer)).contains("Hello there");
        assertThat(bed.gateway.records(1).getFirst().billed()).isEqualTo(Usage.of(10, 3));
    }

    @Test
    void aStreamThatIsCancelledEndsItsCallAlone() {
        holdStreams();
        HttpClientRequest first = begin();
        HttpClientRequest second = begin();
        HttpClientResponse cancelled = call(first, ASK_STREAM);
        await().until(() -> upstream.size() == 1);
        AtomicBoolean hungUp = new AtomicBoolean();
        upstream.getFirst().closeHandler(_ -> hungUp.set(true));
        HttpClientResponse kept = call(second, ASK_STREAM);
        await().until(() -> upstream.size() == 2);

        assertThat(second.connection()).isSameAs(first.connection());
        cancelled.exceptionHandler(_ -> {});
        first.reset(CANCEL).await();

        await().untilTrue(hungUp);
        assertThat(bed.gateway.records(1).getFirst().outcome()).isEqualTo(Outcome.CLIENT_CLOSED);
        upstream.getLast().end(chunk("again") + usageChunk(10, 2) + DONE);
        assertThat(read(kept)).isEqualTo(chunk("Hello") + chunk("again") + DONE);
        assertThat(bed.gateway.records(2))
                .extracting(UsageRecord::outcome)
                .containsExactlyInAnyOrder(Outcome.CLIENT_CLOSED, Outcome.COMPLETED);
    }

    @Test
    void whoReadsOneStreamSlowlyStopsItsProviderAndNoOtherCall() {
        holdStreams();
        HttpClientResponse slow = call(begin(), ASK_STREAM);
        await().until(() -> upstream.size() == 1);
        String event = chunk("x".repeat(60_000));
        await().until(() -> {
            for (int i = 0; i < 64 && !upstream.getFirst().writeQueueFull(); i++) {
                upstream.getFirst().write(event);
            }
            return upstream.getFirst().writeQueueFull();
        });

        bed.provider.does((request, _) -> events(request.response()).end(chunk("quick") + usageChunk(10, 1) + DONE));
        assertThat(read(call(begin(), ASK_STREAM))).contains("quick");

        upstream.getFirst().end(usageChunk(10, 1) + DONE);
        assertThat(read(slow)).endsWith(DONE);
        assertThat(bed.gateway.records(2)).extracting(UsageRecord::outcome).containsOnly(Outcome.COMPLETED);
    }

    @Test
    void aBodyThatIsTooLongCostsItsStreamAndNotTheConnection() {
        HttpClientRequest first = begin();
        HttpClientRequest second = begin();
        first.setChunked(true).exceptionHandler(_ -> {});
        first.write(Buffer.buffer(new byte[200 * 1024]));
        first.write(Buffer.buffer(new byte[200 * 1024]));
        HttpClientResponse refusal = first.response().await();

        assertThat(refusal.statusCode()).isEqualTo(413);
        assertThat(refusal.getHeader("connection")).isNull();
        assertThat(call(second, ASK).statusCode()).isEqualTo(200);
        assertThat(second.connection()).isSameAs(first.connection());
    }
}
