package dev.llmmarketplace.server.provider;

import static dev.llmmarketplace.server.provider.ProviderFixture.events;
import static dev.llmmarketplace.server.provider.ProviderFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(Lifecycle.PER_CLASS)
class EchoChatTest {
    private static final String STREAM = ",\"stream\":true,\"stream_options\":{\"include_usage\":true}";
    private ProviderFixture fixture;

    @BeforeAll
    void start() {
        fixture = new ProviderFixture(null, null);
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @Test
    void echoesWithExactUsage() throws Exception {
        JsonNode answer = read(fixture.chat("Hello, \"world\"", "").body());
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("You said: Hello, \"world\"");
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(3 + 5);
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(3 + 5);
        assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(16);
        assertThat(answer.at("/id").asText()).startsWith("chatcmpl-");
    }

    @Test
    void saysWhatItIsTold() throws Exception {
        JsonNode answer =
                read(fixture.chat("Which city?\n#say {\"city\":\"Oslo\"}", "").body());

        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("{\"city\":\"Oslo\"}");
    }

    @Test
    void streamsTheSameAnswerTokenByToken() throws Exception {
        HttpResponse<String> response = fixture.chat("one two three", STREAM);
        assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
        assertThat(response.body()).endsWith("data: [DONE]\n\n");
        List<JsonNode> events = events(response);
        assertThat(content(events)).isEqualTo("You said: one two three");
        assertThat(events.getLast().at("/usage/completion_tokens").asInt()).isEqualTo(6);
        assertThat(events.getLast().at("/choices")).isEmpty();
        assertThat(events).hasSize(1 + 6 + 1 + 1);
    }

    @Test
    void streamsWithoutUsageUnlessAsked() throws Exception {
        assertThat(fixture.chat("one", ",\"stream\":true").body()).doesNotContain("usage");
    }

    @Test
    void stopsAtTheBoundAndSaysSo() throws Exception {
        JsonNode answer = read(fixture.chat("#tokens 50", ",\"max_tokens\":7").body());
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(7);
        JsonNode whole =
                read(fixture.chat("#tokens 50", ",\"max_completion_tokens\":50").body());
        assertThat(whole.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    }

    @Test
    void callsAToolWhenDirected() throws Exception {
        JsonNode call =
                read(fixture.chat("#tool weather {\"city\":\"Oslo\"}", "").body());
        assertThat(call.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        JsonNode function = call.at("/choices/0/message/tool_calls/0/function");
        assertThat(function.at("/name").asText()).isEqualTo("weather");
        assertThat(function.at("/arguments").asText()).isEqualTo("{\"city\":\"Oslo\"}");

        List<JsonNode> events = events(fixture.chat("#tool weather {\"city\":\"Oslo\"}", STREAM));
        String arguments = events.stream()
                .map(event -> event.at("/choices/0/delta/tool_calls/0/function/arguments"))
                .map(JsonNode::asText)
                .collect(Collectors.joining());
        assertThat(arguments).isEqualTo("{\"city\":\"Oslo\"}");
    }

    @Test
    void readsContentInParts() throws Exception {
        JsonNode answer = read(fixture.post("chat/completions", """
                        {"model":"echo-chat","messages":[{"content":[{"type":"text","text":"one"},
                        {"text":"two","type":"text"}],"role":"user"}],"temperature":0.2,"unknown":[{"a":{}}]}""").body());
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("You said: one\ntwo");
    }

    @Test
    void saysNothingOrNonsenseOfUsageWhenDirected() throws Exception {
        assertThat(fixture.chat("#no-usage", "").body()).doesNotContain("usage");
        assertThat(fixture.chat("#no-usage", STREAM).body()).doesNotContain("usage");
        JsonNode absurd =
                read(fixture.chat("#usage prompt=-5 completion=999999999", "").body());
        assertThat(absurd.at("/usage/prompt_tokens").asLong()).isEqualTo(-5);
        assertThat(absurd.at("/usage/completion_tokens").asLong()).isEqualTo(999_999_999L);
    }

    @Test
    void failsAsDirected() throws Exception {
        HttpResponse<String> limited = fixture.chat("#error 429", "");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("retry-after")).hasValue("1");
        assertThat(read(limited.body()).at("/error/type").asText()).isEqualTo("rate_limit_error");
        assertThat(fixture.chat("#error 500", STREAM).statusCode()).isEqualTo(500);
        assertThatThrownBy(() -> fixture.chat("#reset", "")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> fixture.chat("#cut 3", "")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> fixture.chat("#tokens 9\n#cut 3", STREAM)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"model":"echo-chat","messages":[{"role":"user","content":"x"}] | malformed_request | line 1
            {"model":"echo-chat","messages":[{"role":"user","content":"x"}]} x | malformed_request | not JSON
            [] | malformed_request | object
            {"messages":[{"role":"user","content":"x"}]} | invalid_value | 'model' is missing
            {"model":"echo-chat"} | invalid_value | 'messages'
            {"model":"echo-chat","messages":[]} | invalid_value | at least one
            {"model":"echo-chat","messages":["x"]} | invalid_value | objects
            {"model":"echo-chat","messages":[{"content":"x"}]} | invalid_value | 'role'
            {"model":"echo-chat","messages":[{"role":"user","content":5}]} | invalid_value | 'content'
            {"model":"echo-chat","max_tokens":0,"messages":[{"role":"user"}]} | invalid_value | 1 or more
            {"model":"echo-chat","max_tokens":1.5,"messages":[{"role":"user"}]} | invalid_value | whole number
            {"model":"echo-chat","n":2,"messages":[{"role":"user"}]} | invalid_value | one choice
            {"model":"echo-chat","stream":"yes","messages":[{"role":"user"}]} | invalid_value | true or false
            {"model":"gpt-9","messages":[{"role":"user","content":"x"}]} | model_not_found | echo-chat
            {"model":"minilm","messages":[{"role":"user","content":"x"}]} | model_not_found | chat.completions
            """)
    void refusesWhatItCannotServeInOpenAisShape(String body, String code, String says) throws Exception {
        HttpResponse<String> response = fixture.post("chat/completions", body);
        JsonNode error = read(response.body()).get("error");
        assertThat(response.statusCode()).isEqualTo(code.equals("model_not_found") ? 404 : 400);
        assertThat(error.get("code").asText()).isEqualTo(code);
        assertThat(error.get("message").asText()).contains(says);
    }

    private static String content(List<JsonNode> events) {
        return events.stream()
                .map(event -> event.at("/choices/0/delta/content").asText())
                .collect(Collectors.joining());
    }
}
