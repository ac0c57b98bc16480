package dev.llmmarketplace.server.provider;

import static dev.llmmarketplace.server.provider.ProviderFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.server.provider.CallLog.Totals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallLogTest {
    @TempDir
    Path directory;

    @Test
    void aCallIsWrittenBeforeItsAnswerAndAgainWhenItHasEnded() throws Exception {
        Path file = directory.resolve("calls.jsonl");
        try (ProviderFixture fixture = new ProviderFixture(null, file)) {
            fixture.post(
                    "chat/completions",
                    "{\"model\":\"echo-chat\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
                    "x-request-id",
                    "mine \"1\"",
                    "x-marketplace-call-id",
                    "call-7");
            await().until(() -> Files.readAllLines(file).size() == 2);
        }
        List<JsonNode> lines =
                Files.readAllLines(file).stream().map(ProviderFixture::read).toList();
        assertThat(lines.get(0).get("event").asText()).isEqualTo("begun");
        assertThat(lines.get(0).get("completionTokens").asInt()).isEqualTo(4);
        assertThat(lines.get(1).get("event").asText()).isEqualTo("ended");
        assertThat(lines.get(1).get("outcome").asText()).isEqualTo("completed");
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.get("requestId").asText()).isEqualTo("mine \"1\"");
            assertThat(line.get("callId").asText()).isEqualTo("call-7");
            assertThat(line.get("promptTokens").asInt()).isEqualTo(4);
        });
    }

    @Test
    void theTrueCountsStandWhateverTheAnswerSays() throws Exception {
        try (ProviderFixture fixture = new ProviderFixture(null, null)) {
            fixture.chat("#usage prompt=-5 completion=9\n#tokens 3", "");
            fixture.chat("#tokens 3", "");
            fixture.chat("#error 500", "");
            fixture.post("chat/completions", "{");
            await().untilAsserted(() -> assertThat(
                            fixture.provider.calls().totals().values().stream().mapToLong(Totals::calls))
                    .containsExactly(1L, 3L));
            JsonNode summary = read(fixture.get("/calls/summary").body());
            assertThat(summary.at("/models/0/model").asText()).isEmpty();
            assertThat(summary.at("/models/0/calls").asInt()).isEqualTo(1);
            assertThat(summary.at("/models/1/model").asText()).isEqualTo("echo-chat");
            assertThat(summary.at("/models/1/completed").asInt()).isEqualTo(2);
            assertThat(summary.at("/models/1/completionTokens").asInt()).isEqualTo(6);
        }
    }

    @Test
    void aCutStreamCountsWhatWasSent() throws Exception {
        try (ProviderFixture fixture = new ProviderFixture(null, null)) {
            assertThatThrownBy(() -> fixture.chat("#tokens 9\n#cut 3", ",\"stream\":true"))
                    .isInstanceOf(IOException.class);
            await().until(() -> !fixture.provider.calls().totals().isEmpty());
            JsonNode call = read(fixture.get("/calls?limit=1").body()).at("/calls/0");
            assertThat(call.get("outcome").asText()).isEqualTo("cut");
            assertThat(call.get("completionTokens").asInt()).isEqualTo(3);
        }
    }

    @Test
    void nobodyIsLetInWithoutTheKey() throws Exception {
        try (ProviderFixture fixture = new ProviderFixture(new Secret("sesame"), null)) {
            assertThat(fixture.get("/v1/models").statusCode()).isEqualTo(401);
            assertThat(fixture.chat("Hi", "").statusCode()).isEqualTo(401);
            assertThat(fixture.get("/health").statusCode()).isEqualTo(200);
            String body = "{\"model\":\"echo-chat\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
            assertThat(fixture.post("chat/completions", body, "authorization", "Bearer sesame")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void unknownAddressesSayWhatThereIs() throws Exception {
        try (ProviderFixture fixture = new ProviderFixture(null, null)) {
            assertThat(fixture.get("/nowhere").body()).contains("/v1/models");
            assertThat(fixture.get("/v1/chat/completions").statusCode()).isEqualTo(405);
            assertThat(read(fixture.get("/v1/models").body()).at("/data")).hasSize(2);
            assertThat(fixture.get("/calls?limit=none").statusCode()).isEqualTo(400);
        }
    }
}
