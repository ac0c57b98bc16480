package dev.llmmarketplace.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmmarketplace.server.Market;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the access log shows of calls, and what it never shows. */
final class AccessLogTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void everyRequestLeavesOneLineAndNoSecret() throws IOException {
        try (Market market = Market.open(
                builder -> builder.set("log.access", "file").set("log.access-headers", "user-agent,x-tag"))) {
            market.chat()
                    .with("user-agent", "probe/1 ada@example.com")
                    .with("x-tag", "Bearer abcdefghijklmnop")
                    .with("x-request-id", "order-17")
                    .with("x-other", "planted-in-a-header")
                    .with("cookie", "session=planted-in-a-cookie")
                    .with("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                    .query("?token=planted-in-the-query&planted-word")
                    .asking("planted-in-the-body")
                    .send()
                    .expect(200);
            market.marketplace()
                    .nobody()
                    .with("llm_mk_" + "x".repeat(43))
                    .post("/v1/chat/completions", "{}")
                    .expect(401);

            await("both are written")
                    .atMost(LONG)
                    .until(() -> written(market, "order-17") && written(market, "llm_mk_xxx"));

            JsonNode call = line(market, "order-17");
            assertThat(call.path("requestId").asText()).isEqualTo("order-17");
            assertThat(call.path("trace").asText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(call.path("organisation").asText()).isEqualTo(market.consumerId());
            assertThat(call.path("key").asText()).isEqualTo(market.keyPrefix());
            assertThat(call.path("service").asText()).isEqualTo("sells/chat@1.0.0");
            assertThat(call.path("endpoint").asText()).startsWith("http://127.0.0.1:");
            assertThat(call.path("outcome").asText()).isEqualTo("completed");
            assertThat(call.path("status").asInt()).isEqualTo(200);
            assertThat(call.path("promptTokens").asInt()).isEqualTo(12);
            assertThat(call.path("answerTokens").asInt()).isEqualTo(3);
            assertThat(call.path("cost").asText()).isEqualTo("0.000018000");
            assertThat(call.path("attempts").asInt()).isEqualTo(1);
            assertThat(call.path("durationMicros").asLong()).isPositive();
            assertThat(call.path("client").asText()).isEqualTo("127.x.x.x");
            assertThat(call.path("query").asText()).isEqualTo("token=[redacted]&[redacted]");
            assertThat(call.path("header.user-agent").asText()).isEqualTo("probe/1 [redacted]");
            assertThat(call.path("header.x-tag").asText()).isEqualTo("[redacted]");
            JsonNode refused = line(market, "llm_mk_xxx");
            assertThat(refused.path("outcome").asText()).isEqualTo("refused");
            assertThat(refused.path("code").asText()).isEqualTo("invalid_api_key");
            assertThat(refused.path("status").asInt()).isEqualTo(401);
            assertThat(String.join("", lines(market))).doesNotContain("planted", market.key(), "ada@", "x".repeat(43));
            assertThat(market.marketplace().nobody().get("/metrics").text())
                    .contains("marketplace_telemetry_access_records_dropped_total 0");
        }
    }

    private static boolean written(Market market, String mark) {
        return lines(market).stream().anyMatch(line -> line.contains(mark));
    }

    private static JsonNode line(Market market, String mark) throws IOException {
        List<String> found =
                lines(market).stream().filter(line -> line.contains(mark)).toList();
        assertThat(found).as(mark).hasSize(1);
        return JSON.readTree(found.getFirst());
    }

    private static List<String> lines(Market market) {
        Path file = market.marketplace().data().resolve("logs").resolve("access.jsonl");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
