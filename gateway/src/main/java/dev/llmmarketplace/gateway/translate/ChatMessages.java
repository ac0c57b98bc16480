package dev.llmmarketplace.gateway.translate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a chat as Anthropic's: instructions at the beginning become {@code system}, results of tools that follow
 * each other become one message of the user.
 */
final class ChatMessages {
    private final List<Node> messages;
    private final JsonGenerator json;
    private final List<Node> roles = new ArrayList<>();
    private boolean inResults;

    ChatMessages(List<Node> messages, JsonGenerator json) {
        this.messages = messages;
        this.json = json;
    }

    void write() throws IOException, Untranslatable {
        for (Node message : messages) {
            roles.add(message.require("role"));
        }
        int conversation = system();
        json.writeArrayFieldStart("messages");
        for (int i = conversation; i < messages.size(); i++) {
            message(messages.get(i), roles.get(i));
        }
        endResults();
        json.writeEndArray();
    }

    /** Returns where the conversation begins. */
    private int system() throws IOException, Untranslatable {
        List<String> texts = new ArrayList<>();
        int at = 0;
        while (at < messages.size() && isInstruction(roles.get(at).text())) {
            Node message = messages.get(at++);
            texts(message.require("content"), texts);
            message.finish();
        }
        if (!texts.isEmpty()) {
            json.writeArrayFieldStart("system");
            for (String text : texts) {
                ContentBlocks.text(json, text);
            }
            json.writeEndArray();
        }
        return at;
    }

    private static boolean isInstruction(String role) {
        return role.equals("system") || role.equals("developer");
    }

    private static void texts(Node content, List<String> texts) throws Untranslatable {
        if (content.isText()) {
            texts.add(content.text());
            return;
        }
        for (Node part : content.items()) {
            part.takeUsual("type", "text");
            texts.add(part.require("text").text());
            part.finish();
        }
    }

    private void message(Node message, Node role) throws IOException, Untranslatable {
        switch (role.text()) {
            case "user" -> {
                begin("user");
                user(message.require("content"));
                json.writeEndObject();
            }
            case "assistant" -> {
                begin("assistant");
                assistant(message);
                json.writeEndObject();
            }
            case "tool" -> result(message);
            default -> throw role.untranslatable("Instructions can only stand before the conversation.");
        }
        message.finish();
    }

    private void begin(String role) throws IOException {
        endResults();
        json.writeStartObject();
        json.writeStringField("role", role);
    }

    private void user(Node content) throws IOException, Untranslatable {
        if (content.isText()) {
            content.write(json, "content");
            return;
        }
        json.writeArrayFieldStart("content");
        for (Node part : content.items()) {
            ContentBlocks.fromPart(json, part);
        }
        json.writeEndArray();
    }

    private void assistant(Node message) throws IOException, Untranslatable {
        Node content = message.take("content");
        String refusal = message.takeText("refusal");
        // What a model thought is for its own provider; it is not asked for again.
        message.take("reasoning_content");
        json.writeArrayFieldStart("content");
        if (content != null && content.isText()) {
            ContentBlocks.textUnlessEmpty(json, content.text());
        } else if (content != null) {
            for (Node part : content.items()) {
                spoken(part);
            }
        }
        ContentBlocks.textUnlessEmpty(json, refusal == null ? "" : refusal);
        Node calls = message.take("tool_calls");
        if (calls != null) {
            for (Node call : calls.items()) {
                use(call);
            }
        }
        json.writeEndArray();
    }

    private void spoken(Node part) throws IOException, Untranslatable {
        Node type = part.require("type");
        String text = switch (type.text()) {
            case "text" -> part.require("text").text();
            case "refusal" -> part.require("refusal").text();
            default -> throw type.untranslatable("Only text can be what a model has said.");
        };
        ContentBlocks.textUnlessEmpty(json, text);
        part.finish();
    }

    private void use(Node call) throws IOException, Untranslatable {
        call.takeUsual("type", "function");
        Node function = call.require("function");
        json.writeStartObject();
        json.writeStringField("type", "tool_use");
        json.writeStringField("id", call.require("id").text());
        json.writeStringField("name", function.require("name").text());
        input(function.take("arguments")).write(json, "input");
        json.writeEndObject();
        function.finish();
        call.finish();
    }

    private static Node input(@Nullable Node arguments) throws Untranslatable {
        try {
            Node input = Node.read(arguments == null || arguments.text().isBlank() ? "{}" : arguments.text());
            if (input.isObject()) {
                return input;
            }
        } catch (IOException e) {
            // falls through to the refusal, which says what is allowed
        }
        throw new Untranslatable(
                arguments == null ? "arguments" : arguments.path(), "It must be a JSON object in a string.");
    }

    private void result(Node message) throws IOException, Untranslatable {
        if (!inResults) {
            json.writeStartObject();
            json.writeStringField("role", "user");
            json.writeArrayFieldStart("content");
            inResults = true;
        }
        json.writeStartObject();
        json.writeStringField("type", "tool_result");
        json.writeStringField("tool_use_id", message.require("tool_call_id").text());
        user(message.require("content"));
        json.writeEndObject();
    }

    private void endResults() throws IOException {
        if (inResults) {
            json.writeEndArray();
            json.writeEndObject();
            inResults = false;
        }
    }
}
