package dev.llmmarketplace.gateway.translate;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.gateway.wire.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Anthropic's message for a caller who asked for a chat completion. */
final class MessageAsChat extends AnswerTranslation {
    private final long created = Time.currentMillis() / 1000;
    private final boolean usageAsked;
    private final ForeignUsage usage = new ForeignUsage();
    private String id = "";
    private String model = "";

    /** Of a stream: uses of tools by the index of their block. */
    private final Map<Long, StreamedUse> uses = new HashMap<>();

    private boolean stopped;

    private static final class StreamedUse {
        private final int place;
        private boolean hasInput;

        StreamedUse(int place) {
            this.place = place;
        }
    }

    MessageAsChat(boolean usageAsked) {
        this.usageAsked = usageAsked;
    }

    /** What a message holds, sorted into what a chat's message has members for. */
    private static final class Content {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder thinking = new StringBuilder();
        private final List<Node> uses = new ArrayList<>();

        void add(Node block) throws Untranslatable {
            Node type = block.require("type");
            switch (type.text()) {
                case "text" -> text.append(block.require("text").text());
                case "thinking" -> thinking.append(block.require("thinking").text());
                case "redacted_thinking" -> {}
                case "tool_use" -> uses.add(block);
                default -> throw type.untranslatable("It has no counterpart in a chat.");
            }
        }
    }

    @Override
    byte[] whole(Node answer) throws IOException, Untranslatable {
        id = answer.require("id").text();
        model = answer.require("model").text();
        usage.readAnthropic(answer.take("usage"));
        Content content = new Content();
        for (Node block : answer.require("content").items()) {
            content.add(block);
        }
        List<Call> calls = new ArrayList<>();
        for (Node use : content.uses) {
            calls.add(new Call(
                    use.require("id").text(), use.require("name").text(), AnswerJson.text(use.require("input"))));
        }
        String reason = finishReason(answer.takeText("stop_reason"));
        return JsonText.write(json -> {
            head(json, "chat.completion");
            json.writeArrayFieldStart("choices");
            json.writeStartObject();
            json.writeNumberField("index", 0);
            json.writeObjectFieldStart("message");
            json.writeStringField("role", "assistant");
            boolean silent = content.text.isEmpty() && !calls.isEmpty();
            json.writeStringField("content", silent ? null : content.text.toString());
            json.writeNullField("refusal");
            if (!content.thinking.isEmpty()) {
                json.writeStringField("reasoning_content", content.thinking.toString());
            }
            if (!calls.isEmpty()) {
                json.writeArrayFieldStart("tool_calls");
                for (Call call : calls) {
                    call.write(json);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeNullField("logprobs");
            json.writeStringField("finish_reason", reason);
            json.writeEndObject();
            json.writeEndArray();
            usage.writeOpenAi(json);
            json.writeEndObject();
        });
    }

    private record Call(String id, String name, String arguments) {
        void write(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("id", id);
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            json.writeStringField("name", name);
            json.writeStringField("arguments", arguments);
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private void head(JsonGenerator json, String object) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        json.writeStringField("object", object);
        json.writeNumberField("created", created);
        json.writeStringField("model", model);
    }

    private static String finishReason(@Nullable String stopReason) {
        return switch (stopReason) {
            case null -> "stop";
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "tool_use" -> "tool_calls";
            case "refusal" -> "content_filter";
            default -> "stop";
        };
    }

    @Override
    byte[] error(int status, Node answer) throws Untranslatable {
        return errorBody(answer.require("error"));
    }

    private static byte[] errorBody(Node error) throws Untranslatable {
        String type = error.require("type").text();
        String message = error.require("message").text();
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("error");
            json.writeStringField("message", message);
            json.writeStringField("type", type);
            json.writeNullField("param");
            json.writeStringField("code", type);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    @Override
    void event(String data, EventText out) throws IOException, Untranslatable {
        Node event = Node.read(data);
        switch (event.require("type").text()) {
            case "message_start" -> started(event.require("message"), out);
            case "content_block_start" -> blockStarted(event.takeLong("index", 0), event.require("content_block"), out);
            case "content_block_delta" -> delta(event.takeLong("index", 0), event.require("delta"), out);
            case "content_block_stop" -> blockStopped(event.takeLong("index", 0), out);
            case "message_delta" -> {
                usage.readAnthropic(event.take("usage"));
                finished(finishReason(event.require("delta").takeText("stop_reason")), out);
            }
            case "message_stop" -> stopped(out);
            case "error" -> out.raw(errorBody(event.require("error")));
            default -> {}
        }
    }

    private void started(Node message, EventText out) throws Untranslatable {
        id = message.require("id").text();
        model = message.require("model").text();
        usage.readAnthropic(message.take("usage"));
        chunk(out, json -> {
            json.writeStringField("role", "assistant");
            json.writeStringField("content", "");
        });
    }

    private void blockStarted(long index, Node block, EventText out) throws Untranslatable {
        Node type = block.require("type");
        switch (type.text()) {
            case "text", "thinking", "redacted_thinking" -> {}
            case "tool_use" -> {
                int place = uses.size();
                uses.put(index, new StreamedUse(place));
                String use = block.require("id").text();
                String name = block.require("name").text();
                chunk(out, json -> call(json, place, use, name, ""));
            }
            default -> throw type.untranslatable("It has no counterpart in a chat.");
        }
    }

    private static void call(
            JsonGenerator json, int place, @Nullable String id, @Nullable String name, String arguments)
            throws IOException {
        json.writeArrayFieldStart("tool_calls");
        json.writeStartObject();
        json.writeNumberField("index", place);
        if (id != null) {
            json.writeStringField("id", id);
            json.writeStringField("type", "function");
        }
        json.writeObjectFieldStart("function");
        if (name != null) {
            json.writeStringField("name", name);
        }
        json.writeStringField("arguments", arguments);
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void delta(long index, Node delta, EventText out) throws Untranslatable {
        switch (delta.require("type").text()) {
            case "text_delta" -> {
                String text = delta.require("text").text();
                chunk(out, json -> json.writeStringField("content", text));
            }
            case "thinking_delta" -> {
                String text = delta.require("thinking").text();
                chunk(out, json -> json.writeStringField("reasoning_content", text));
            }
            case "input_json_delta" ->
                input(index, delta.require("partial_json").text(), out);
            default -> {}
        }
    }

    private void input(long index, String part, EventText out) {
        StreamedUse use = uses.get(index);
        if (use != null && !part.isEmpty()) {
            use.hasInput = true;
            chunk(out, json -> call(json, use.place, null, null, part));
        }
    }

    /** A tool without input has an empty object, which Anthropic leaves unsaid. */
    private void blockStopped(long index, EventText out) {
        StreamedUse use = uses.get(index);
        if (use != null && !use.hasInput) {
            chunk(out, json -> call(json, use.place, null, null, "{}"));
        }
    }

    private void chunk(EventText out, JsonText.Writing delta) {
        out.event(json -> choice(json, delta, null));
    }

    private void finished(String reason, EventText out) {
        out.event(json -> choice(json, none -> {}, reason));
    }

    private void choice(JsonGenerator json, JsonText.Writing delta, @Nullable String reason) throws IOException {
        head(json, "chat.completion.chunk");
        json.writeArrayFieldStart("choices");
        json.writeStartObject();
        json.writeNumberField("index", 0);
        json.writeObjectFieldStart("delta");
        delta.to(json);
        json.writeEndObject();
        json.writeNullField("logprobs");
        json.writeStringField("finish_reason", reason);
        json.writeEndObject();
        json.writeEndArray();
        if (usageAsked) {
            json.writeNullField("usage");
        }
        json.writeEndObject();
    }

    private void stopped(EventText out) {
        stopped = true;
        if (usageAsked && usage.present()) {
            out.event(json -> {
                head(json, "chat.completion.chunk");
                json.writeArrayFieldStart("choices");
                json.writeEndArray();
                usage.writeOpenAi(json);
                json.writeEndObject();
            });
        }
        out.done();
    }

    @Override
    void finish(EventText out) {
        if (!stopped) {
            fail();
        }
    }
}
