package dev.llmmarketplace.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnswerScannerTest {

    private static AnswerScanner scan(String json) {
        AnswerScanner scanner = new AnswerScanner();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        scanner.scan(bytes, 0, bytes.length);
        return scanner;
    }

    @Test
    void allFiguresOfUsageAreTakenDown() {
        ReportedUsage usage = scan("""
                        {"id":"x","choices":[{"message":{"content":"Hi"}}],
                         "usage":{"prompt_tokens":100,"completion_tokens":50,"total_tokens":150,
                          "prompt_tokens_details":{"cached_tokens":40,"audio_tokens":7},
                          "completion_tokens_details":{"reasoning_tokens":30,"audio_tokens":3}}}
                        """).usage();

        assertThat(usage.present()).isTrue();
        assertThat(usage.prompt()).isEqualTo(100);
        assertThat(usage.completion()).isEqualTo(50);
        assertThat(usage.total()).isEqualTo(150);
        assertThat(usage.cached()).isEqualTo(40);
        assertThat(usage.audioPrompt()).isEqualTo(7);
        assertThat(usage.reasoning()).isEqualTo(30);
        assertThat(usage.audioCompletion()).isEqualTo(3);
    }

    @Test
    void usageInsideOfContentIsNotUsage() {
        AnswerScanner scanner = scan(
                "{\"choices\":[{\"usage\":{\"prompt_tokens\":9},\"message\":{\"content\":\"\\\"usage\\\":{}\"}}]}");

        assertThat(scanner.usage().present()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-5,-5", "1.9,1", "1e3,9223372036854775807", "99999999999999999999,9223372036854775807", "null,0"})
    void oddFiguresStayOdd(String figure, long expected) {
        assertThat(scan("{\"usage\":{\"prompt_tokens\":" + figure + ",\"total_tokens\":1}}")
                        .usage()
                        .prompt())
                .isEqualTo(expected);
    }

    @Test
    void theLastUsageCounts() {
        AnswerScanner scanner = new AnswerScanner();
        for (int i = 1; i <= 3; i++) {
            byte[] chunk = ("{\"usage\":{\"completion_tokens\":" + i + "}}").getBytes(StandardCharsets.UTF_8);
            scanner.restart();
            scanner.scan(chunk, 0, chunk.length);
        }
        assertThat(scanner.usage().completion()).isEqualTo(3);
    }

    @Test
    void anErrorIsNoticed() {
        assertThat(scan("{\"error\":{\"message\":\"x\"}}").failed()).isTrue();
        assertThat(scan("{\"error\":\"x\"}").failed()).isTrue();
        assertThat(scan("{\"error\":null}").failed()).isFalse();
        assertThat(scan("{\"choices\":[{\"error\":{}}]}").failed()).isFalse();
    }

    @Test
    void aResponsesUsageMayStandInItsLastEvent() {
        AnswerScanner scanner = scan("""
                        {"type":"response.completed","response":{"error":null,"output":[{"content":[{"text":"Hi"}]}],
                         "usage":{"input_tokens":36,"input_tokens_details":{"cached_tokens":6},"output_tokens":87,
                          "output_tokens_details":{"reasoning_tokens":80},"total_tokens":123},"usage_of":{"input_tokens":1}}}
                        """);

        assertThat(scanner.usage().prompt()).isEqualTo(36);
        assertThat(scanner.usage().cached()).isEqualTo(6);
        assertThat(scanner.usage().completion()).isEqualTo(87);
        assertThat(scanner.usage().reasoning()).isEqualTo(80);
        assertThat(scanner.usage().provisional()).isFalse();
        assertThat(scanner.ended()).isTrue();
        assertThat(scanner.failed()).isFalse();
        assertThat(scanner.characters()).as("deltas before it held the text").isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"response.output_text.delta","delta":"Hello"}                                    | 5
            {"type":"content_block_delta","delta":{"type":"text_delta","text":"Hello"}}              | 5
            {"type":"content_block_delta","delta":{"type":"input_json_delta","partial_json":"{}"}}   | 2
            {"type":"content_block_delta","delta":{"type":"thinking_delta","thinking":"Hm"}}         | 2
            {"output":[{"type":"message","content":[{"type":"output_text","text":"Hi"}]}]}           | 2
            {"content":[{"type":"text","text":"Hi"}],"model":"text"}                                 | 2
            """)
    void whatAModelWroteIsCountedInEachDialect(String json, long characters) {
        assertThat(scan(json).characters()).isEqualTo(characters);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"message_stop"}                                           | false | true
            {"type":"response.incomplete","response":{}}                      | false | true
            {"type":"response.failed","response":{"error":{"code":"x"}}}      | true  | true
            {"type":"error","code":"x","message":"y"}                         | true  | false
            {"type":"message_delta","delta":{"type":"message_stop"}}          | false | false
            """)
    void theKindOfAnEventSaysHowItsStreamEnds(String json, boolean failed, boolean ended) {
        assertThat(scan(json).failed()).isEqualTo(failed);
        assertThat(scan(json).ended()).isEqualTo(ended);
    }

    @Test
    void inputDoesNotIncludeWhatAnthropicCountsApart() {
        AnswerScanner scanner = scan("""
                        {"type":"message_start","message":{"id":"m","usage":{"input_tokens":25,
                         "cache_creation_input_tokens":300,"cache_read_input_tokens":1000,
                         "cache_creation":{"ephemeral_5m_input_tokens":200,"ephemeral_1h_input_tokens":100},
                         "output_tokens":1,"service_tier":"standard"}}}
                        """);
        assertThat(scanner.usage().prompt()).isEqualTo(1325);
        assertThat(scanner.usage().cacheWritten()).isEqualTo(300);
        assertThat(scanner.usage().cacheWritten1h()).isEqualTo(100);
        assertThat(scanner.usage().provisional()).isTrue();

        byte[] last = "{\"type\":\"message_delta\",\"usage\":{\"output_tokens\":15}}".getBytes(StandardCharsets.UTF_8);
        scanner.restart();
        scanner.scan(last, 0, last.length);
        assertThat(scanner.usage().prompt()).isEqualTo(1325);
        assertThat(scanner.usage().completion()).isEqualTo(15);
        assertThat(scanner.usage().provisional()).isFalse();
    }

    @Provide
    static Arbitrary<Map<String, Object>> answers() {
        Arbitrary<Map<String, Object>> known = Combinators.combine(
                        RandomJson.strings(),
                        RandomJson.strings(),
                        Arbitraries.longs().between(0, 1_000_000),
                        Arbitraries.longs().between(0, 1_000_000))
                .as((content, arguments, prompt, cached) -> known(content, arguments, prompt, cached));
        // At the top, "content" is what the other dialect's models wrote.
        return known.flatMap(RandomJson::around).filter(answer -> !answer.containsKey("content"));
    }

    private static Map<String, Object> known(String content, String arguments, long prompt, long cached) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(
                "choices",
                List.of(Map.of(
                        "message",
                        Map.of(
                                "role",
                                "assistant",
                                "content",
                                content,
                                "tool_calls",
                                List.of(Map.of("function", Map.of("arguments", arguments)))))));
        members.put("usage", Map.of("prompt_tokens", prompt, "prompt_tokens_details", Map.of("cached_tokens", cached)));
        return members;
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void thePiecesDoNotMatter(@ForAll("answers") Map<String, Object> answer, @ForAll List<Integer> cuts) {
        byte[] bytes = RandomJson.write(answer).getBytes(StandardCharsets.UTF_8);
        AnswerScanner scanner = new AnswerScanner();
        Pieces.of(bytes, cuts).forEach(piece -> scanner.scan(piece, 0, piece.length));

        JsonNode tree = RandomJson.MAPPER.valueToTree(answer);
        assertThat(scanner.usage().prompt())
                .isEqualTo(tree.at("/usage/prompt_tokens").asLong());
        assertThat(scanner.usage().cached())
                .isEqualTo(tree.at("/usage/prompt_tokens_details/cached_tokens").asLong());
        assertThat(scanner.characters())
                .isEqualTo(characters(tree.at("/choices/0/message/content"))
                        + characters(tree.at("/choices/0/message/tool_calls/0/function/arguments")));
        assertThat(scanner.choiceItems()).isEqualTo(1);
    }

    /** As they stand in the text: an escape of four digits is several, where a library writes one at all. */
    private static long characters(JsonNode text) {
        String json = RandomJson.write(text);
        String raw = json.substring(1, json.length() - 1);
        long escapes = 0;
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '\\') {
                escapes++;
                i++;
            }
        }
        return raw.codePointCount(0, raw.length()) - escapes;
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void garbageIsPassedOver(@ForAll byte[] bytes, @ForAll List<Integer> cuts) {
        AnswerScanner scanner = new AnswerScanner();
        Pieces.of(bytes, cuts).forEach(piece -> scanner.scan(piece, 0, piece.length));

        assertThat(scanner.characters()).isNotNegative();
    }
}
