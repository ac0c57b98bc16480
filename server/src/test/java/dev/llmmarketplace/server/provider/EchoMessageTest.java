package dev.llmmarketplace.server.provider;

import static dev.llmmarketplace.server.provider.ProviderFixture.events;
import static dev.llmmarketplace.server.provider.ProviderFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.kernel.Secret;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The chat model by Anthropic's messages. */
@TestInstance(Lifecycle.PER_CLASS)
class EchoMessageTest {
    private ProviderFixture fixture;

    @BeforeAll
    void start() {
        fixture = new ProviderFixture(new Secret("secret"), null);
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    private HttpResponse<String> ask(String content, String more) throws Exception {
        String body = "{\"model\":\"echo-chat\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":"
                + ProviderFixture.JSON.writeValueAsString(content) + "}]" + more + "}";
        return fixture.post("messages", body, "x-api-key", "secret");
    }

    private static String deltas(List<JsonNode> events, String member) {
        return events.stream()
                .map(event -> event.at("/delta/" + member).asText())
                .collect(Collectors.joining());
    }

    @Test
    void aMessageEchoesWithExactUsage() throws Exception {
        JsonNode answer = read(ask("one two", ",\"system\":[{\"type\":\"text\",\"text\":\"Be kind\"}]")
                .body());
        assertThat(answer.at("/content/0/text").asText()).isEqualTo("You said: one two");
        assertThat(answer.at("/stop_reason").asText()).isEqualTo("end_turn");
        assertThat(answer.at("/usage/input_tokens").asInt()).isEqualTo(3 + 2 + 3 + 2);
        assertThat(answer.at("/usage/output_tokens").asInt()).isEqualTo(5);
    }

    @Test
    void itsStreamSaysTheSame() throws Exception {
        List<JsonNode> events = events(ask("one two", ",\"stream\":true"));
        assertThat(deltas(events, "text")).isEqualTo("You said: one two");
        assertThat(events)
                .extracting(event -> event.path("type").asText())
                .startsWith("message_start", "content_block_start", "ping", "content_block_delta")
                .endsWith("content_block_delta", "content_block_stop", "message_delta", "message_stop");
        assertThat(events.getFirst().at("/message/usage/input_tokens").asInt()).isEqualTo(5);
        assertThat(events.get(events.size() - 2).at("/usage/output_tokens").asInt())
                .isEqualTo(5);
    }

    @Test
    void aToolIsUsedWhenDirected() throws Exception {
        String directive = "#tool weather {\"city\":\"Oslo\"}";
        JsonNode answer = read(ask(directive, "").body());
        assertThat(answer.at("/stop_reason").asText()).isEqualTo("tool_use");
        assertThat(answer.at("/content/0/name").asText()).isEqualTo("weather");
        assertThat(answer.at("/content/0/input/city").asText()).isEqualTo("Oslo");
        assertThat(deltas(events(ask(directive, ",\"stream\":true")), "partial_json"))
                .isEqualTo("{\"city\":\"Oslo\"}");
    }

    @Test
    void theResultOfAToolIsRead() throws Exception {
        String body = """
                {"model":"echo-chat","max_tokens":9,"messages":[{"role":"user","content":"Weather?"},
                {"role":"assistant","content":[{"type":"tool_use","id":"t","name":"weather","input":{"text":"no"}}]},
                {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"sunny"}]}]}]}""";
        JsonNode answer =
                read(fixture.post("messages", body, "x-api-key", "secret").body());
        assertThat(answer.at("/content/0/text").asText()).isEqualTo("You said: sunny");
        assertThat(answer.at("/usage/input_tokens").asInt()).isEqualTo(3 + 2 + 3 + 3 + 1);
    }

    @Test
    void errorsHaveAnthropicsShape() throws Exception {
        JsonNode limited = read(ask("#error 529", "").body());
        assertThat(limited.at("/type").asText()).isEqualTo("error");
        assertThat(limited.at("/error/type").asText()).isEqualTo("overloaded_error");
        JsonNode stranger = read(fixture.post("messages", "{}").body());
        assertThat(stranger.at("/error/type").asText()).isEqualTo("authentication_error");
    }

    @Test
    void tokensOfAPromptAreCounted() throws Exception {
        String body = "{\"model\":\"echo-chat\",\"messages\":[{\"role\":\"user\",\"content\":\"one two\"}]}";
        assertThat(fixture.post("messages/count_tokens", body, "x-api-key", "secret")
                        .body())
                .isEqualTo("{\"input_tokens\":5}");
    }
}
