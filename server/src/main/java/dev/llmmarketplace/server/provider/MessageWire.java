package dev.llmmarketplace.server.provider;

import org.jspecify.annotations.Nullable;

/** Anthropic's messages: one block, text or the use of a tool. */
final class MessageWire implements AnswerWire {
    private final String id = AnswerIds.next();
    private final @Nullable StatedUsage usage;

    MessageWire(@Nullable StatedUsage usage) {
        this.usage = usage;
    }

    @Override
    public String whole(ChatAnswer answer) {
        StringBuilder json = new StringBuilder(answer.text().length() + 320).append('{');
        head(json).append('[');
        block(json, answer, answer.text()).append("],\"stop_reason\":\"").append(stopReason(answer));
        json.append("\",\"stop_sequence\":null");
        return usage(json, usage == null ? 0 : usage.completion()).append('}').toString();
    }

    private StringBuilder head(StringBuilder json) {
        return json.append("\"id\":\"msg_")
                .append(id)
                .append("\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"" + EchoChat.MODEL
                        + "\",\"content\":");
    }

    private StringBuilder block(StringBuilder json, ChatAnswer answer, String content) {
        if (answer.tool() == null) {
            JsonText.quote(json.append("{\"type\":\"text\",\"text\":"), content);
            return json.append('}');
        }
        json.append("{\"type\":\"tool_use\",\"id\":\"toolu_").append(id).append("\",\"name\":");
        JsonText.quote(json, answer.tool());
        return json.append(",\"input\":")
                .append(content.isEmpty() ? "{}" : content)
                .append('}');
    }

    private static String stopReason(ChatAnswer answer) {
        return switch (answer.finishReason()) {
            case "length" -> "max_tokens";
            case "tool_calls" -> "tool_use";
            default -> "end_turn";
        };
    }

    private StringBuilder usage(StringBuilder json, long completion) {
        return usage == null ? json : json.append(",\"usage\":").append(usage.anthropic(completion));
    }

    @Override
    public String opening(ChatAnswer answer) {
        StringBuilder message = head(new StringBuilder(",\"message\":{"));
        usage(message.append("[],\"stop_reason\":null,\"stop_sequence\":null"), 1)
                .append('}');
        StringBuilder block = new StringBuilder(",\"index\":0,\"content_block\":");
        return event("message_start", message)
                + event("content_block_start", block(block, answer, ""))
                + event("ping", "");
    }

    @Override
    public String piece(ChatAnswer answer, CharSequence text) {
        StringBuilder delta = new StringBuilder(text.length() + 80).append(",\"index\":0,\"delta\":");
        JsonText.quote(
                delta.append(
                        answer.tool() == null
                                ? "{\"type\":\"text_delta\",\"text\":"
                                : "{\"type\":\"input_json_delta\",\"partial_json\":"),
                text);
        return event("content_block_delta", delta.append('}'));
    }

    @Override
    public String closing(ChatAnswer answer) {
        StringBuilder delta = new StringBuilder(",\"delta\":{\"stop_reason\":\"")
                .append(stopReason(answer))
                .append("\",\"stop_sequence\":null}");
        if (usage != null) {
            delta.append(",\"usage\":{\"output_tokens\":")
                    .append(usage.completion())
                    .append('}');
        }
        return event("content_block_stop", ",\"index\":0") + event("message_delta", delta) + event("message_stop", "");
    }

    private static String event(String type, CharSequence members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + members + "}\n\n";
    }
}
