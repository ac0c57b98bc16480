package dev.llmmarketplace.gateway.fake;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers in the shapes of Anthropic's messages. */
public final class AnthropicAnswers {
    public static final String STOP = event("message_stop", "");

    private AnthropicAnswers() {}

    /** A message of text. */
    public static String message(String text, String usage) {
        return """
                {"id":"msg_1","type":"message","role":"assistant","model":"upstream-model","content":\
                [{"type":"text","text":"%s"}],"stop_reason":"end_turn","stop_sequence":null,"usage":%s}""".formatted(text, usage);
    }

    /** The usual figures. */
    public static String usage(long input, long output) {
        return "{\"input_tokens\":%d,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,\"output_tokens\":%d}"
                .formatted(input, output);
    }

    /** A streamed message of that text, a delta for each piece. */
    public static String stream(String startUsage, String lastUsage, String... pieces) {
        return start(startUsage)
                + event("content_block_start", ",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}")
                + event("ping", "")
                + Stream.of(pieces).map(AnthropicAnswers::textDelta).collect(Collectors.joining())
                + event("content_block_stop", ",\"index\":0")
                + end("end_turn", lastUsage);
    }

    public static String start(String usage) {
        return event(
                "message_start",
                ",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"upstream-model\","
                        + "\"content\":[],\"stop_reason\":null,\"usage\":" + usage + "}");
    }

    public static String textDelta(String text) {
        return event(
                "content_block_delta", ",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}");
    }

    public static String end(String reason, String usage) {
        return event(
                        "message_delta",
                        ",\"delta\":{\"stop_reason\":\"" + reason + "\",\"stop_sequence\":null},\"usage\":" + usage)
                + STOP;
    }

    /** @param members behind the type, each with a comma before it */
    public static String event(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + members + "}\n\n";
    }
}
