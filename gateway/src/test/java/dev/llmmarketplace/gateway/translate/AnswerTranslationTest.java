package dev.llmmarketplace.gateway.translate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.gateway.fake.AnthropicAnswers;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.wire.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that change their dialect on the way to the caller. */
final class AnswerTranslationTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CACHE =
            "{\"input_tokens\":10,\"cache_creation_input_tokens\":30,\"cache_read_input_tokens\":200,\"output_tokens\":7}";

    private static AnswerTranslation to(Route route) {
        return AnswerTranslation.of(route, "req-1", true);
    }

    private static JsonNode whole(Route route, String answer) throws Exception {
        byte[] bytes = answer.getBytes(UTF_8);
        return JSON.readTree(Objects.requireNonNull(to(route).whole(bytes, 0, bytes.length)));
    }

    /** What a caller sees of a stream that comes in pieces of so many bytes. */
    private static String stream(AnswerTranslation translation, String events, int piece) {
        byte[] bytes = events.getBytes(UTF_8);
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < bytes.length; at += piece) {
            out.append(new String(translation.events(bytes, at, Math.min(bytes.length, at + piece)), UTF_8));
        }
        return out.append(new String(translation.finish(), UTF_8)).toString();
    }

    private static List<JsonNode> data(String events) throws Exception {
        List<JsonNode> data = new ArrayList<>();
        for (String event : events.split("\n\n", -1)) {
            if (event.contains("data: {")) {
                data.add(JSON.readTree(event.substring(event.indexOf("data: ") + 6)));
            }
        }
        return data;
    }

    @Test
    void aMessageBecomesAChatCompletion() throws Exception {
        JsonNode chat = whole(Route.CHAT_COMPLETIONS, """
                {"id":"msg_1","type":"message","role":"assistant","model":"claude","stop_reason":"tool_use",
                "content":[{"type":"thinking","thinking":"Hm.","signature":"s"},{"type":"text","text":"I look."},
                {"type":"tool_use","id":"t1","name":"weather","input":{"city":"Kiel"}}],"usage":%s}""".formatted(CACHE));
        ((ObjectNode) chat).remove("created");

        assertThat(chat).isEqualTo(JSON.readTree("""
                {"id":"msg_1","object":"chat.completion","model":"claude","choices":[{"index":0,"message":
                {"role":"assistant","content":"I look.","refusal":null,"reasoning_content":"Hm.","tool_calls":[
                {"id":"t1","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Kiel\\"}"}}]},
                "logprobs":null,"finish_reason":"tool_calls"}],
                "usage":{"prompt_tokens":240,"completion_tokens":7,"total_tokens":247,
                "prompt_tokens_details":{"cached_tokens":200},"completion_tokens_details":{"reasoning_tokens":0}}}
                """));
    }

    @Test
    void aChatCompletionBecomesAMessage() throws Exception {
        JsonNode message = whole(Route.MESSAGES, """
                {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt","choices":[{"index":0,"message":
                {"role":"assistant","content":"I look.","refusal":null,"tool_calls":[{"id":"c1","type":"function",
                "function":{"name":"weather","arguments":"{\\"city\\":\\"Kiel\\"}"}}]},"finish_reason":"tool_calls"}],
                "usage":{"prompt_tokens":100,"completion_tokens":50,"prompt_tokens_details":{"cached_tokens":40}}}""");

        assertThat(message).isEqualTo(JSON.readTree("""
                {"id":"chatcmpl-1","type":"message","role":"assistant","model":"gpt","content":[
                {"type":"text","text":"I look."},
                {"type":"tool_use","id":"c1","name":"weather","input":{"city":"Kiel"}}],
                "stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":60,
                "cache_creation_input_tokens":0,"cache_read_input_tokens":40,"output_tokens":50}}
                """));
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn,stop",
        "stop_sequence,stop",
        "max_tokens,length",
        "tool_use,tool_calls",
        "refusal,content_filter"
    })
    void reasonsToStopHaveTheirCounterparts(String stopReason, String finishReason) throws Exception {
        String message = AnthropicAnswers.message("x", CACHE).replace("end_turn", stopReason);
        assertThat(whole(Route.CHAT_COMPLETIONS, message)
                        .at("/choices/0/finish_reason")
                        .asText())
                .isEqualTo(finishReason);

        String back = stopReason.equals("stop_sequence") ? "end_turn" : stopReason;
        String chat = "{\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"message\":{\"content\":\"x\"},\"finish_reason\":\""
                + finishReason + "\"}]}";
        assertThat(whole(Route.MESSAGES, chat).at("/stop_reason").asText()).isEqualTo(back);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000})
    void aStreamedMessageBecomesChunks(int piece) throws Exception {
        String events = AnthropicAnswers.start(CACHE)
                + AnthropicAnswers.textDelta("Hello")
                + AnthropicAnswers.textDelta(" you")
                + AnthropicAnswers.event(
                        "content_block_start",
                        ",\"index\":1,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"weather\",\"input\":{}}")
                + AnthropicAnswers.event(
                        "content_block_delta",
                        ",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"a\\\":1}\"}")
                + AnthropicAnswers.event("content_block_stop", ",\"index\":1")
                + AnthropicAnswers.end("tool_use", "{\"output_tokens\":9}");
        String chunks = stream(to(Route.CHAT_COMPLETIONS), events, piece);
        List<JsonNode> data = data(chunks);

        assertThat(chunks).endsWith("data: [DONE]\n\n");
        assertThat(data.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(data.get(1).at("/choices/0/delta/content").asText()).isEqualTo("Hello");
        assertThat(data.get(2).at("/choices/0/delta/content").asText()).isEqualTo(" you");
        assertThat(data.get(3).at("/choices/0/delta/tool_calls/0/function/name").asText())
                .isEqualTo("weather");
        assertThat(data.get(4)
                        .at("/choices/0/delta/tool_calls/0/function/arguments")
                        .asText())
                .isEqualTo("{\"a\":1}");
        assertThat(data.get(5).at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(data.get(6).at("/choices")).isEmpty();
        assertThat(data.get(6).at("/usage/prompt_tokens").asInt()).isEqualTo(240);
        assertThat(data.get(6).at("/usage/completion_tokens").asInt()).isEqualTo(9);
    }

    @Test
    void aToolWithoutInputGetsAnEmptyObject() throws Exception {
        String events = AnthropicAnswers.start(CACHE)
                + AnthropicAnswers.event(
                        "content_block_start",
                        ",\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"now\",\"input\":{}}")
                + AnthropicAnswers.event("content_block_stop", ",\"index\":0")
                + AnthropicAnswers.end("tool_use", "{\"output_tokens\":9}");
        List<JsonNode> data = data(stream(to(Route.CHAT_COMPLETIONS), events, 50));

        assertThat(data.get(2)
                        .at("/choices/0/delta/tool_calls/0/function/arguments")
                        .asText())
                .isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000})
    void chunksBecomeAStreamedMessage(int piece) throws Exception {
        String call =
                "data: {\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,";
        String chunks =
                "data: {\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n"
                        + "data: {\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"I look.\"}}]}\n\n"
                        + call + "\"id\":\"c1\",\"function\":{\"name\":\"weather\",\"arguments\":\"\"}}]}}]}\n\n"
                        + call + "\"function\":{\"arguments\":\"{\\\"a\\\":1}\"}}]}}]}\n\n"
                        + "data: {\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n"
                        + FakeProvider.usageChunk(100, 50)
                        + "data: [DONE]\n\n";
        List<JsonNode> data = data(stream(to(Route.MESSAGES), chunks, piece));

        assertThat(data)
                .extracting(event -> event.path("type").asText())
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(data.get(2).at("/delta/text").asText()).isEqualTo("I look.");
        assertThat(data.get(4).at("/index").asInt()).isEqualTo(1);
        assertThat(data.get(4).at("/content_block/name").asText()).isEqualTo("weather");
        assertThat(data.get(5).at("/delta/partial_json").asText()).isEqualTo("{\"a\":1}");
        assertThat(data.get(7).at("/delta/stop_reason").asText()).isEqualTo("tool_use");
        assertThat(data.get(7).at("/usage/input_tokens").asInt()).isEqualTo(100);
        assertThat(data.get(7).at("/usage/output_tokens").asInt()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({"CHAT_COMPLETIONS", "MESSAGES"})
    void aStreamThatBreaksOffDoesNotLookWhole(Route route) {
        AnswerTranslation translation = to(route);
        String events = route == Route.MESSAGES ? FakeProvider.chunk("Hello") : AnthropicAnswers.start(CACHE);
        String said =
                stream(translation, events.replace("\"choices\"", "\"id\":\"c\",\"model\":\"m\",\"choices\""), 50);

        assertThat(said).isNotEmpty().doesNotContain("[DONE]", "message_stop");
        assertThat(translation.failed()).isTrue();
    }

    @Test
    void whatCannotBeUnderstoodFails() {
        AnswerTranslation translation = to(Route.CHAT_COMPLETIONS);
        byte[] event = "data: {\"type\":\n\n".getBytes(UTF_8);

        assertThat(translation.events(event, 0, event.length)).isEmpty();
        assertThat(translation.failed()).isTrue();
        assertThat(to(Route.MESSAGES).whole(event, 0, event.length)).isNull();
    }

    @Test
    void errorsHaveTheShapeOfWhoAsked() throws Exception {
        byte[] anthropic =
                "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Busy\"}}".getBytes(UTF_8);
        byte[] openAi =
                "{\"error\":{\"message\":\"Slow down\",\"type\":\"x\",\"param\":null,\"code\":null}}".getBytes(UTF_8);

        assertThat(JSON.readTree(to(Route.CHAT_COMPLETIONS).error(529, anthropic, 0, anthropic.length)))
                .isEqualTo(
                        JSON.readTree("{\"error\":{\"message\":\"Busy\",\"type\":\"overloaded_error\",\"param\":null,"
                                + "\"code\":\"overloaded_error\"}}"));
        assertThat(JSON.readTree(to(Route.MESSAGES).error(429, openAi, 0, openAi.length)))
                .isEqualTo(JSON.readTree("{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\","
                        + "\"message\":\"Slow down\"},\"request_id\":\"req-1\"}"));
    }
}
