package dev.llmmarketplace.gateway.translate;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmmarketplace.gateway.wire.ErrorTypes;
import dev.llmmarketplace.gateway.wire.JsonText;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OpenAI's chat completion for a caller who asked for a message. */
final class ChatAsMessage extends AnswerTranslation {
    private static final String DONE = "[DONE]";

    private final String requestId;
    private final ForeignUsage usage = new ForeignUsage();

    /** Of a stream: what the block that is open holds. */
    private enum Block {
        NONE,
        THINKING,
        TEXT,
        TOOL
    }

    private boolean started;
    private Block open = Block.NONE;
    /** Of the block that is open, or of the last one. */
    private int index = -1;

    private long toolPlace = -1;
    private @Nullable String stopReason;
    private boolean stopped;

    ChatAsMessage(String requestId) {
        this.requestId = requestId;
    }

    @Override
    byte[] whole(Node answer) throws IOException, Untranslatable {
        String id = answer.require("id").text();
        String model = answer.require("model").text();
        usage.readOpenAi(answer.take("usage"));
        List<Node> choices = answer.require("choices").items();
        if (choices.size() != 1) {
            throw answer.untranslatable("A message is one choice.");
        }
        Node choice = choices.getFirst();
        String reason = stopReason(choice.takeText("finish_reason"));
        Node message = choice.require("message");
        String thinking = message.takeText("reasoning_content");
        String text = message.takeText("content");
        String refusal = message.takeText("refusal");
        Node calls = message.take("tool_calls");
        List<Node> uses = calls == null ? List.of() : calls.items();
        return JsonText.write(json -> {
            json.writeStartObject();
            head(json, id, model);
            json.writeArrayFieldStart("content");
            if (thinking != null && !thinking.isEmpty()) {
                thinking(json, thinking);
            }
            text(json, text);
            text(json, refusal);
            for (Node use : uses) {
                use(json, use);
            }
            json.writeEndArray();
            json.writeStringField("stop_reason", refusal == null ? reason : "refusal");
            json.writeNullField("stop_sequence");
            usage.writeAnthropic(json);
            json.writeEndObject();
        });
    }

    private static void head(JsonGenerator json, String id, String model) throws IOException {
        json.writeStringField("id", id);
        json.writeStringField("type", "message");
        json.writeStringField("role", "assistant");
        json.writeStringField("model", model);
    }

    private static void thinking(JsonGenerator json, String thinking) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "thinking");
        json.writeStringField("thinking", thinking);
        json.writeStringField("signature", "");
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, @Nullable String text) throws IOException {
        if (text != null) {
            ContentBlocks.textUnlessEmpty(json, text);
        }
    }

    private static void use(JsonGenerator json, Node call) throws IOException {
        try {
            Node function = call.require("function");
            json.writeStartObject();
            json.writeStringField("type", "tool_use");
            json.writeStringField("id", call.require("id").text());
            json.writeStringField("name", function.require("name").text());
            String arguments = function.require("arguments").text();
            Node.read(arguments.isBlank() ? "{}" : arguments).write(json, "input");
            json.writeEndObject();
        } catch (Untranslatable e) {
            throw new IOException(e);
        }
    }

    private static String stopReason(@Nullable String finishReason) {
        return switch (finishReason) {
            case null -> "end_turn";
            case "length" -> "max_tokens";
            case "tool_calls", "function_call" -> "tool_use";
            case "content_filter" -> "refusal";
            default -> "end_turn";
        };
    }

    @Override
    byte[] error(int status, Node answer) throws Untranslatable {
        return errorBody(status, answer.require("error"));
    }

    private byte[] errorBody(int status, Node error) throws Untranslatable {
        String message =
                error.isText() ? error.text() : error.require("message").text();
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringField("type", "error");
            json.writeObjectFieldStart("error");
            json.writeStringField("type", ErrorTypes.anthropic(status));
            json.writeStringField("message", message);
            json.writeEndObject();
            json.writeStringField("request_id", requestId);
            json.writeEndObject();
        });
    }

    @Override
    void event(String data, EventText out) throws IOException, Untranslatable {
        if (data.equals(DONE)) {
            stop(out);
            return;
        }
        Node chunk = Node.read(data);
        Node error = chunk.take("error");
        if (error != null) {
            stopped = true;
            out.named("error", errorBody(500, error));
            return;
        }
        usage.readOpenAi(chunk.take("usage"));
        start(chunk, out);
        Node choices = chunk.take("choices");
        if (choices != null && !choices.items().isEmpty()) {
            choice(choices.items().getFirst(), out);
        }
    }

    private void start(Node chunk, EventText out) throws Untranslatable {
        if (started) {
            return;
        }
        started = true;
        String id = chunk.require("id").text();
        String model = chunk.require("model").text();
        out.event("message_start", json -> {
            json.writeStartObject();
            json.writeStringField("type", "message_start");
            json.writeObjectFieldStart("message");
            head(json, id, model);
            json.writeArrayFieldStart("content");
            json.writeEndArray();
            json.writeNullField("stop_reason");
            json.writeNullField("stop_sequence");
            new ForeignUsage().writeAnthropic(json);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private void choice(Node choice, EventText out) throws Untranslatable {
        Node delta = choice.take("delta");
        if (delta != null) {
            said(delta.takeText("reasoning_content"), Block.THINKING, out);
            said(delta.takeText("content"), Block.TEXT, out);
            String refusal = delta.takeText("refusal");
            said(refusal, Block.TEXT, out);
            Node calls = delta.take("tool_calls");
            if (calls != null) {
                for (Node call : calls.items()) {
                    called(call, out);
                }
            }
        }
        String reason = choice.takeText("finish_reason");
        if (reason != null) {
            stopReason = stopReason(reason);
        }
    }

    private void said(@Nullable String text, Block block, EventText out) {
        if (text == null || text.isEmpty()) {
            return;
        }
        boolean thinking = block == Block.THINKING;
        if (open != block) {
            openBlock(block, out, json -> {
                json.writeStringField("type", thinking ? "thinking" : "text");
                json.writeStringField(thinking ? "thinking" : "text", "");
                if (thinking) {
                    json.writeStringField("signature", "");
                }
            });
        }
        delta(out, thinking ? "thinking_delta" : "text_delta", thinking ? "thinking" : "text", text);
    }

    private void called(Node call, EventText out) throws Untranslatable {
        long place = call.takeLong("index", 0);
        Node function = call.take("function");
        String id = call.takeText("id");
        String name = function == null ? null : function.takeText("name");
        if (open != Block.TOOL || place != toolPlace) {
            if (id == null || name == null) {
                throw call.untranslatable("A call of a function begins with its identifier and name.");
            }
            toolPlace = place;
            openBlock(Block.TOOL, out, json -> {
                json.writeStringField("type", "tool_use");
                json.writeStringField("id", id);
                json.writeStringField("name", name);
                json.writeObjectFieldStart("input");
                json.writeEndObject();
            });
        }
        String arguments = function == null ? null : function.takeText("arguments");
        if (arguments != null && !arguments.isEmpty()) {
            delta(out, "input_json_delta", "partial_json", arguments);
        }
    }

    private void openBlock(Block block, EventText out, JsonText.Writing content) {
        closeBlock(out);
        open = block;
        index++;
        out.event("content_block_start", json -> {
            json.writeStartObject();
            json.writeStringField("type", "content_block_start");
            json.writeNumberField("index", index);
            json.writeObjectFieldStart("content_block");
            content.to(json);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private void delta(EventText out, String type, String member, String text) {
        out.event("content_block_delta", json -> {
            json.writeStartObject();
            json.writeStringField("type", "content_block_delta");
            json.writeNumberField("index", index);
            json.writeObjectFieldStart("delta");
            json.writeStringField("type", type);
            json.writeStringField(member, text);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private void closeBlock(EventText out) {
        if (open != Block.NONE) {
            open = Block.NONE;
            out.event("content_block_stop", json -> {
                json.writeStartObject();
                json.writeStringField("type", "content_block_stop");
                json.writeNumberField("index", index);
                json.writeEndObject();
            });
        }
    }

    private void stop(EventText out) {
        if (stopped || !started) {
            return;
        }
        stopped = true;
        closeBlock(out);
        String reason = stopReason == null ? "end_turn" : stopReason;
        out.event("message_delta", json -> {
            json.writeStartObject();
            json.writeStringField("type", "message_delta");
            json.writeObjectFieldStart("delta");
            json.writeStringField("stop_reason", reason);
            json.writeNullField("stop_sequence");
            json.writeEndObject();
            usage.writeAnthropic(json);
            json.writeEndObject();
        });
        out.event("message_stop", json -> {
            json.writeStartObject();
            json.writeStringField("type", "message_stop");
            json.writeEndObject();
        });
    }

    /** Some providers leave out the marker of the end; whoever gave a reason to stop was done. */
    @Override
    void finish(EventText out) {
        if (stopReason != null) {
            stop(out);
        }
        if (!stopped) {
            fail();
        }
    }
}
