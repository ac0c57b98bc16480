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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that does not keep a policy any more leaves the market of a running process, and comes back. */
final class ComplianceIT {
    private static final int ROUNDS = 5;

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
    void aServiceIsSuspendedWhileAPolicyBlocksItAndReturns() {
        Rest administrator = trade.administrator().rest();
        calls.chat("Hello").expect(200);
        Map<String, Object> policy = policy("service.name != '" + trade.chat() + "'");

        JsonNode trial = administrator.post("/api/v1/policies/try", policy).expect(200);
        assertThat(trial.path("suspended").asInt()).isEqualTo(1);
        calls.chat("Hello").expect(200);

        administrator.put("/api/v1/policies", policy).expect(200);
        await("calls are refused")
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(calls.chat("Hello").status()).isNotEqualTo(200));
        await("it is not listed").untilAsserted(() -> anyone().get(listing()).expect(404));
        assertThat(status(administrator)).isEqualTo("suspended");

        administrator.delete("/api/v1/policies/no-echo");
        await("calls are served again")
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> calls.chat("Hello").expect(200));
        anyone().get(listing()).expect(200);
    }

    /** How soon is not asserted but said, as a figure of this machine. */
    @Test
    void callsAreRefusedSoonAfterAPolicyIsStored() {
        Rest administrator = trade.administrator().rest();
        List<Long> millis = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            await("calls are served").untilAsserted(() -> calls.chat("Hello").expect(200));
            administrator
                    .put("/api/v1/policies", policy("service.name != '" + trade.chat() + "'"))
                    .expect(200);
            long stored = System.nanoTime();
            await("calls are refused")
                    .pollInterval(Duration.ofMillis(5))
                    .untilAsserted(
                            () -> assertThat(calls.chat("Hello").status()).isNotEqualTo(200));
            millis.add(Duration.ofNanos(System.nanoTime() - stored).toMillis());
            administrator.delete("/api/v1/policies/no-echo");
        }
        System.out.println("Milliseconds from a policy's answer to the first refused call: " + millis);
        await("calls are served again").untilAsserted(() -> calls.chat("Hello").expect(200));
    }

    @Test
    void whatAPersonHasSuspendedStaysSo() {
        Rest administrator = trade.administrator().rest();
        String name = trade.embeddings();
        JsonNode service = administrator.get("/api/v1/services/by-name/" + name).expect(200);
        String version = "/api/v1/services/" + service.path("id").asText() + "/versions/"
                + service.path("version").asText();
        administrator.post(version + "/suspend", Map.of("reason", "complaints")).expect(200);

        administrator
                .put("/api/v1/policies", policy("service.name != '" + trade.messages() + "'"))
                .expect(200);
        await("the policy holds")
                .untilAsserted(() -> anyone().get("/api/v1/services/by-name/" + trade.messages())
                        .expect(404));
        administrator.delete("/api/v1/policies/no-echo");
        await("what it suspended is back")
                .untilAsserted(() -> anyone().get("/api/v1/services/by-name/" + trade.messages())
                        .expect(200));

        assertThat(administrator
                        .get("/api/v1/services/by-name/" + name)
                        .expect(200)
                        .path("status")
                        .asText())
                .isEqualTo("suspended");
    }

    private static Map<String, Object> policy(String require) {
        return Map.of(
                "policies",
                List.of(Map.of(
                        "id", "no-echo",
                        "type", "compliance",
                        "severity", "high",
                        "title", "another service",
                        "remediation", "Publish something else.",
                        "require", require)));
    }

    private static Rest anyone() {
        return Rest.at(stage.marketplace().address());
    }

    private static String listing() {
        return "/api/v1/services/by-name/" + trade.chat();
    }

    private static String status(Rest administrator) {
        return administrator.get(listing()).expect(200).path("status").asText();
    }
}
