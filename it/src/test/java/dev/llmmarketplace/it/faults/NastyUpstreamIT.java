package dev.llmmarketplace.it.faults;

import static dev.llmmarketplace.it.process.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.it.process.RunningMarketplace;
import dev.llmmarketplace.it.process.RunningProvider;
import dev.llmmarketplace.it.trade.Calls;
import dev.llmmarketplace.it.trade.Publisher;
import dev.llmmarketplace.it.trade.Rest;
import dev.llmmarketplace.it.trade.Trade;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Providers that stall, reset, drip, flood and lie to the real process: a typed end, an honest record, bounded memory. */
final class NastyUpstreamIT {
    private static final int MEBIBYTE = 1 << 20;
    private static final int HUGE_MEBIBYTES = 100;
    private static final String OPENING = "{\"pad\":\"";
    private static final String CLOSING = "\"}";
    private static final long HUGE_BYTES = OPENING.length() + (long) HUGE_MEBIBYTES * MEBIBYTE + CLOSING.length();
    private static final int SLOW_READERS = 8;
    private static final Duration BETWEEN_BYTES = Duration.ofSeconds(4);
    /** A service for each, so that the failures of one do not take the others out. */
    private static final List<String> MANNERS = List.of("stall", "reset", "begin", "drip", "huge");

    private static NastyUpstream upstream;
    private static RunningProvider provider;
    private static RunningMarketplace marketplace;
    private static Trade trade;

    @BeforeAll
    static void open(@TempDir Path data) throws Exception {
        upstream = NastyUpstream.start(Map.of(
                "#stall", NastyUpstream.Wire::hold,
                "#reset", NastyUpstream.Wire::reset,
                "#begin", NastyUpstreamIT::beginAndReset,
                "#drip", NastyUpstreamIT::drip,
                "#huge", NastyUpstreamIT::sendMuch));
        provider = RunningProvider.start();
        Map<String, String> settings = new HashMap<>();
        settings.put("MARKETPLACE_OUTGOING_ALLOW", provider.authority() + "," + upstream.authority());
        settings.put("MARKETPLACE_UPSTREAM_BETWEEN_BYTES", BETWEEN_BYTES.toSeconds() + "s");
        settings.put("MARKETPLACE_UPSTREAM_TOTAL", "20s");
        settings.put("MARKETPLACE_JAVA_OPTS", "-Xmx256m");
        marketplace = RunningMarketplace.on(data, settings);
        trade = Trade.open(marketplace, provider);
        Publisher nasty = trade.administrator().publisher("nasty");
        for (String manner : MANNERS) {
            String model = nasty.publish(manner, upstream.address(), "anything");
            trade.consumer().subscribe(model, trade.administrator().generousPlan());
        }
        Rest caller = Rest.at(marketplace.address()).as(trade.key().secret());
        await("the services are known")
                .until(() -> caller.get("/v1/models").body().path("data").size() == 3 + MANNERS.size());
    }

    private static Calls to(String manner) {
        return new Calls(marketplace, "nasty/" + manner, trade.key().secret());
    }

    @AfterAll
    static void close() throws Exception {
        marketplace.close();
        provider.close();
        upstream.close();
    }

    private static void beginAndReset(NastyUpstream.Wire wire) throws IOException {
        wire.send(NastyUpstream.EVENTS + NastyUpstream.chunk("so far"));
        LockSupport.parkNanos(Duration.ofMillis(300).toNanos()); // a reset overtakes what the other side has not read
        wire.reset();
    }

    /** A byte each second: the silence between them is never long. */
    private static void drip(NastyUpstream.Wire wire) throws IOException, InterruptedException {
        wire.send(NastyUpstream.EVENTS);
        for (String text = NastyUpstream.chunk("so") + ":"; ; text = ":") {
            wire.send(text);
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
    }

    private static void sendMuch(NastyUpstream.Wire wire) throws IOException {
        byte[] piece = " ".repeat(MEBIBYTE).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        wire.send(NastyUpstream.JSON + "content-length: " + HUGE_BYTES + "\r\n\r\n" + OPENING);
        for (int i = 0; i < HUGE_MEBIBYTES; i++) {
            wire.send(piece);
        }
        wire.send(CLOSING);
    }

    @Test
    void silenceIsAGatewayTimeout() {
        Rest.Answer answer = to("stall").chat("#stall");

        assertThat(answer.expect(504).at("/error/code").asText()).isEqualTo("upstream_timeout");
        assertRecord(answer.header("x-marketplace-call-id"), "upstream_timeout");
    }

    @Test
    void aResetBeforeTheAnswerIsABadGateway() {
        Rest.Answer answer = to("reset").chat("#reset");

        assertThat(answer.expect(502).at("/error/code").asText()).isEqualTo("upstream_failed");
        assertRecord(answer.header("x-marketplace-call-id"), "upstream_failed");
    }

    @Test
    void aResetWithinTheAnswerEndsTheStreamWithATypedError() {
        Rest.Text answer = to("begin").stream("#begin");

        assertThat(answer.body()).contains("so far", "upstream_failed").doesNotContain("[DONE]");
        assertRecord(answer.header("x-marketplace-call-id"), "upstream_failed");
    }

    @Test
    void aByteEachSecondIsRelayedUntilTheTotalTimeIsOver() {
        Rest.Text answer = to("drip").stream("#drip");

        assertThat(answer.body()).contains("so", "upstream_timeout").doesNotContain("[DONE]");
        JsonNode record = assertRecord(answer.header("x-marketplace-call-id"), "upstream_timeout");
        assertThat(record.path("durationMillis").asLong())
                .as("longer than silence may be: %s", record)
                .isGreaterThan(BETWEEN_BYTES.toMillis());
    }

    @Test
    void liesAboutUsageAreFlaggedAndOurOwnCountIsBilled() {
        Calls honest = new Calls(marketplace, trade.chat(), trade.key().secret());
        for (String lie : List.of("prompt=-5 completion=-7", "prompt=7 completion=999999999")) {
            Rest.Answer answer = honest.chat("#tokens 20\n#usage " + lie);

            answer.expect(200);
            JsonNode record = assertRecord(answer.header("x-marketplace-call-id"), "completed");
            assertThat(record.path("flags").toString()).containsIgnoringCase("absurd_usage");
            assertThat(record.at("/usage/promptTokens").asLong()).isNotNegative();
            assertThat(record.at("/usage/answerTokens").asLong()).isBetween(0L, 200L);
        }
    }

    @Test
    void eightHundredMegabytesPassThroughToSlowReadersInASmallHeap() throws Exception {
        long before = ResidentMemory.mebibytes(marketplace.program());
        List<Future<Long>> readers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 0; i < SLOW_READERS; i++) {
                readers.add(threads.submit(() -> readSlowly(http)));
            }
            for (Future<Long> reader : readers) {
                assertThat(reader.get()).isEqualTo(HUGE_BYTES);
            }
        }
        assertThat(ResidentMemory.mebibytes(marketplace.program()) - before)
                .as("MiB more than before, after %d MiB", SLOW_READERS * HUGE_MEBIBYTES)
                .isLessThan(2L * HUGE_MEBIBYTES);
    }

    /** Bytes that came in all; a rest is taken after the first and in the middle. */
    private static long readSlowly(HttpClient http) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(marketplace.address().resolve("/v1/chat/completions"))
                .header("authorization", "Bearer " + trade.key().secret())
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"model\":\"nasty/huge\",\"messages\":[{\"role\":\"user\",\"content\":\"#huge\"}]}"))
                .build();
        HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        byte[] piece = new byte[MEBIBYTE];
        long read = 0;
        try (InputStream body = answer.body()) {
            for (int length = body.read(piece); length >= 0; length = body.read(piece)) {
                if (read == 0 || read < 50L * MEBIBYTE && read + length >= 50L * MEBIBYTE) {
                    LockSupport.parkNanos(BETWEEN_BYTES.dividedBy(2).toNanos());
                }
                read += length;
            }
        }
        return read;
    }

    private static JsonNode assertRecord(String call, String outcome) {
        Rest rest = trade.consumer().rest();
        await("accounted for").until(() -> rest.get("/api/v1/usage/" + call).status() == 200);
        JsonNode record = rest.get("/api/v1/usage/" + call).expect(200);
        assertThat(record.path("outcome").asText()).as(record.toString()).isEqualTo(outcome);
        return record;
    }
}
