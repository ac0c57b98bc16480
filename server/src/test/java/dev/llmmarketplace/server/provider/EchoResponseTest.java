package dev.llmmarketplace.server.provider;

import static dev.llmmarketplace.server.provider.ProviderFixture.events;
import static dev.llmmarketplace.server.provider.ProviderFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The chat model by the routes {@code responses} and {@code completions}. */
@TestInstance(Lifecycle.PER_CLASS)
class EchoResponseTest {
    private ProviderFixture fixture;

    @BeforeAll
    void start() {
        fixture = new ProviderFixture(null, null);
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    private JsonNode respond(String members) throws Exception {
        return read(fixture.post("responses", "{\"model\":\"echo-chat\"," + members + "}")
                .body());
    }

    private List<JsonNode> stream(String members) throws Exception {
        return events(fixture.post("responses", "{\"model\":\"echo-chat\",\"stream\":true," + members + "}"));
    }

    private static String deltas(List<JsonNode> events, String type) {
        return events.stream()
                .filter(event -> event.path("type").asText().equals(type))
                .map(event -> event.path("delta").asText())
                .collect(Collectors.joining());
    }

    @Test
    void aResponseEchoesWithExactUsage() throws Exception {
        JsonNode answer = respond("\"instructions\":\"Be kind\",\"input\":\"one two\"");
        assertThat(answer.at("/status").asText()).isEqualTo("completed");
        assertThat(answer.at("/output/0/content/0/text").asText()).isEqualTo("You said: one two");
        assertThat(answer.at("/usage/input_tokens").asInt()).isEqualTo(3 + 2 + 3 + 2);
        assertThat(answer.at("/usage/output_tokens").asInt()).isEqualTo(5);
        assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(15);
    }

    @Test
    void itsStreamSaysTheSameAndEndsWithTheWholeResponse() throws Exception {
        List<JsonNode> events = stream(
                "\"input\":[{\"role\":\"user\",\"content\":" + "[{\"type\":\"input_text\",\"text\":\"one two\"}]}]");
        assertThat(deltas(events, "response.output_text.delta")).isEqualTo("You said: one two");
        assertThat(events)
                .extracting(event -> event.path("sequence_number").asInt())
                .containsExactlyElementsOf(
                        IntStream.range(0, events.size()).boxed().toList());
        assertThat(events.getFirst().path("type").asText()).isEqualTo("response.created");
        assertThat(events.getLast().path("type").asText()).isEqualTo("response.completed");
        assertThat(events.getLast().at("/response/usage/output_tokens").asInt()).isEqualTo(5);
    }

    @Test
    void atTheBoundItIsIncomplete() throws Exception {
        JsonNode answer = respond("\"input\":\"#tokens 50\",\"max_output_tokens\":7");
        assertThat(answer.at("/status").asText()).isEqualTo("incomplete");
        assertThat(answer.at("/incomplete_details/reason").asText()).isEqualTo("max_output_tokens");
        assertThat(answer.at("/usage/output_tokens").asInt()).isEqualTo(7);
        assertThat(stream("\"input\":\"#tokens 50\",\"max_output_tokens\":7")
                        .getLast()
                        .path("type")
                        .asText())
                .isEqualTo("response.incomplete");
    }

    @Test
    void aFunctionIsCalledWhenDirected() throws Exception {
        String ask = "\"input\":\"#tool weather {\\\"city\\\":\\\"Oslo\\\"}\"";
        JsonNode item = respond(ask).at("/output/0");
        assertThat(item.path("type").asText()).isEqualTo("function_call");
        assertThat(item.path("name").asText()).isEqualTo("weather");
        assertThat(item.path("arguments").asText()).isEqualTo("{\"city\":\"Oslo\"}");
        assertThat(deltas(stream(ask), "response.function_call_arguments.delta"))
                .isEqualTo("{\"city\":\"Oslo\"}");
    }

    @Test
    void theResultOfAFunctionIsAnswered() throws Exception {
        JsonNode answer = respond("\"input\":[{\"role\":\"user\",\"content\":\"Weather?\"},"
                + "{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"weather\",\"arguments\":\"{}\"},"
                + "{\"type\":\"function_call_output\",\"call_id\":\"c\",\"output\":\"sunny\"}]");
        assertThat(answer.at("/output/0/content/0/text").asText()).isEqualTo("You said: sunny");
        assertThat(answer.at("/usage/input_tokens").asInt()).isEqualTo(3 + 2 + 3 + 3 + 1);
    }

    @Test
    void aCompletionEchoesWholeAndInPieces() throws Exception {
        String ask = "{\"model\":\"echo-chat\",\"prompt\":\"one two\"";
        JsonNode answer = read(fixture.post("completions", ask + "}").body());
        assertThat(answer.at("/choices/0/text").asText()).isEqualTo("You said: one two");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(2);
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(5);

        List<JsonNode> events = events(
                fixture.post("completions", ask + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}"));
        assertThat(events.stream()
                        .map(event -> event.at("/choices/0/text").asText())
                        .collect(Collectors.joining()))
                .isEqualTo("You said: one two");
        assertThat(events.getLast().at("/usage/completion_tokens").asInt()).isEqualTo(5);
    }

    @Test
    void severalPromptsAtATimeAreRefused() throws Exception {
        assertThat(fixture.post("completions", "{\"model\":\"echo-chat\",\"prompt\":[\"a\",\"b\"]}")
                        .statusCode())
                .isEqualTo(400);
    }
}
