package dev.llmmarketplace.it;

import static dev.llmmarketplace.it.process.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.it.trade.Calls;
import dev.llmmarketplace.it.trade.Rest;
import dev.llmmarketplace.it.trade.Stage;
import dev.llmmarketplace.it.trade.Trade;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is decided about calls holds in a running process within a second, and is undone as fast. */
final class GovernanceIT {
    private static final Duration SOON = Duration.ofSeconds(1);

    private static Stage stage;
    private static Trade trade;
    private static Calls calls;

    @BeforeAll
    static void open(@TempDir Path data) {
        stage = Stage.open(data);
        trade = stage.trade();
        calls = stage.calls();
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @Test
    void aVerdictDeniesCallsWithinASecondAndIsUndone() {
        calls.chat("Hello").expect(200);
        Rest administrator = trade.administrator().rest();
        String verdict = "/api/v1/verdicts/" + UUID.randomUUID();

        administrator
                .put(
                        verdict,
                        Map.of(
                                "subject", Map.of("kind", "service", "value", trade.chat()),
                                "effect", "deny",
                                "policy", "review-7",
                                "reason", "It was not reviewed."))
                .expect(200);

        within("calls are denied", 403);
        JsonNode error = calls.chat("Hello").expect(403).path("error");
        assertThat(error.path("code").asText()).isEqualTo("policy_denied");
        assertThat(error.at("/next_step/policy").asText()).isEqualTo("review-7");

        administrator.delete(verdict);
        within("calls are served again", 200);
    }

    @Test
    void aResidencyHoldsWithinASecondAndIsUndone() {
        Rest consumer = trade.consumer().rest();
        consumer.put("/api/v1/consumption", Map.of("residency", List.of("EU"), "cacheSeconds", 0))
                .expect(200);

        within("calls are refused, for it is not known where the provider runs", 403);

        consumer.put("/api/v1/consumption", Map.of("residency", List.of(), "cacheSeconds", 0))
                .expect(200);
        within("calls are served again", 200);
    }

    @Test
    void anAnswerIsGivenAgainAndIsInTheBooks() {
        Rest consumer = trade.consumer().rest();
        consumer.put("/api/v1/consumption", Map.of("residency", List.of(), "cacheSeconds", 600))
                .expect(200);

        await("an answer is given again")
                .untilAsserted(() -> assertThat(calls.chat("Once more").header("x-marketplace-cache"))
                        .isEqualTo("hit"));
        assertThat(calls.stream("Once more").header("x-marketplace-cache")).isEqualTo("miss");
        String streamed = calls.stream("Once more").body();
        assertThat(streamed).endsWith("data: [DONE]\n\n");

        await("the call is in the ledger")
                .untilAsserted(() -> assertThat(trade.consumer().usage())
                        .anyMatch(record -> record.path("flags").toString().contains("cached")));
        JsonNode books =
                trade.administrator().rest().get("/api/v1/ledger/verification").expect(200);
        assertThat(books.path("inOrder").asBoolean()).as(books.toString()).isTrue();
        consumer.put("/api/v1/consumption", Map.of("residency", List.of(), "cacheSeconds", 0))
                .expect(200);
        await("answers are not kept")
                .untilAsserted(() -> assertThat(calls.chat("Once more").header("x-marketplace-cache"))
                        .isEmpty());
    }

    private static void within(String what, int status) {
        await(what)
                .pollInterval(Duration.ofMillis(5))
                .atMost(SOON)
                .untilAsserted(() -> calls.chat("Hello").expect(status));
    }
}
