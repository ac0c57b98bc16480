package dev.llmmarketplace.gateway.translate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's messages as those of a chat. Results of tools become messages of their own, before what the user says beside
 * them, because a chat wants them right behind the calls. A failed tool's result begins with {@code Error: }, as there is no
 * member that says so.
 */
final class Turns {
    private final JsonGenerator json;
    private final List<String> ignored;

    Turns(JsonGenerator json, List<String> ignored) {
        this.json = json;
        this.ignored = ignored;
    }

    void system(@Nullable Node system) throws IOException, Untranslatable {
        if (system == null) {
            return;
        }
        json.writeStartObject();
        json.writeStringField("role", "system");
        if (system.isText()) {
            system.write(json, "content");
        } else {
            json.writeArrayFieldStart("content");
            for (Node block : system.items()) {
                block.takeUsual("type", "text");
                text(block.require("text").text());
                finish(block);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    void write(Node message) throws IOException, Untranslatable {
        Node role = message.require("role");
        Node content = message.require("content");
        boolean user = role.text().equals("user");
        if (!user && !role.text().equals("assistant")) {
            throw role.untranslatable("It must be user or assistant.");
        }
        if (content.isText()) {
            json.writeStartObject();
            role.write(json, "role");
            content.write(json, "content");
            json.writeEndObject();
        } else if (user) {
            user(content.items());
        } else {
            assistant(content.items());
        }
        message.finish();
    }

    private void user(List<Node> blocks) throws IOException, Untranslatable {
        List<Node> said = new ArrayList<>();
        List<Node> types = new ArrayList<>();
        for (Node block : blocks) {
            Node type = block.require("type");
            if (type.text().equals("tool_result")) {
                result(block);
            } else {
                said.add(block);
                types.add(type);
            }
        }
        if (said.isEmpty()) {
            return;
        }
        json.writeStartObject();
        json.writeStringField("role", "user");
        json.writeArrayFieldStart("content");
        for (int i = 0; i < said.size(); i++) {
            part(said.get(i), types.get(i));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void part(Node block, Node type) throws IOException, Untranslatable {
        switch (type.text()) {
            case "text" -> text(block.require("text").text());
            case "image" -> {
                json.writeStartObject();
                json.writeStringField("type", "image_url");
                json.writeObjectFieldStart("image_url");
                json.writeStringField("url", url(block.require("source")));
                json.writeEndObject();
                json.writeEndObject();
            }
            case "document" -> document(block);
            default -> throw type.untranslatable("Text, images, documents and results of tools have counterparts.");
        }
        finish(block);
    }

    private void document(Node block) throws IOException, Untranslatable {
        Node source = block.require("source");
        Node type = source.require("type");
        String title = block.takeText("title");
        switch (type.text()) {
            case "text" ->
                text((title == null ? "" : title + "\n")
                        + source.require("data").text());
            case "base64" -> {
                json.writeStartObject();
                json.writeStringField("type", "file");
                json.writeObjectFieldStart("file");
                json.writeStringField("filename", title == null ? "document" : title);
                json.writeStringField("file_data", data(source));
                json.writeEndObject();
                json.writeEndObject();
            }
            default -> throw type.untranslatable("The provider takes documents in the request only.");
        }
    }

    private static String data(Node source) throws Untranslatable {
        return "data:" + source.require("media_type").text() + ";base64,"
                + source.require("data").text();
    }

    private static String url(Node source) throws Untranslatable {
        Node type = source.require("type");
        return switch (type.text()) {
            case "base64" -> data(source);
            case "url" -> source.require("url").text();
            default -> throw type.untranslatable("Images come as base64 or by their address.");
        };
    }

    private void result(Node block) throws IOException, Untranslatable {
        Node error = block.take("is_error");
        Node content = block.take("content");
        json.writeStartObject();
        json.writeStringField("role", "tool");
        json.writeStringField("tool_call_id", block.require("tool_use_id").text());
        json.writeStringField("content", (error != null && error.flag() ? "Error: " : "") + plain(content));
        json.writeEndObject();
        finish(block);
    }

    /** A result's text: a chat's tools answer in text alone. */
    private String plain(@Nullable Node content) throws Untranslatable {
        if (content == null || content.isText()) {
            return content == null ? "" : content.text();
        }
        StringBuilder all = new StringBuilder();
        for (Node part : content.items()) {
            part.takeUsual("type", "text");
            all.append(all.isEmpty() ? "" : "\n").append(part.require("text").text());
            finish(part);
        }
        return all.toString();
    }

    private void assistant(List<Node> blocks) throws IOException, Untranslatable {
        StringBuilder text = new StringBuilder();
        List<Node> uses = new ArrayList<>();
        for (Node block : blocks) {
            Node type = block.require("type");
            switch (type.text()) {
                case "text" -> {
                    text.append(block.require("text").text());
                    block.take("citations");
                    finish(block);
                }
                case "tool_use" -> uses.add(block);
                // What a model thought is for its own provider; it is not asked for again.
                case "thinking", "redacted_thinking" -> ignore("thinking");
                default -> throw type.untranslatable("Text and uses of tools have counterparts.");
            }
        }
        json.writeStartObject();
        json.writeStringField("role", "assistant");
        if (!text.isEmpty() || uses.isEmpty()) {
            json.writeStringField("content", text.toString());
        }
        if (!uses.isEmpty()) {
            calls(uses);
        }
        json.writeEndObject();
    }

    private void ignore(String name) {
        if (!ignored.contains(name)) {
            ignored.add(name);
        }
    }

    private void calls(List<Node> uses) throws IOException, Untranslatable {
        json.writeArrayFieldStart("tool_calls");
        for (Node use : uses) {
            json.writeStartObject();
            json.writeStringField("id", use.require("id").text());
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            json.writeStringField("name", use.require("name").text());
            json.writeStringField("arguments", AnswerJson.text(use.require("input")));
            json.writeEndObject();
            json.writeEndObject();
            use.take("caller");
            finish(use);
        }
        json.writeEndArray();
    }

    private void text(String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "text");
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private void finish(Node block) throws Untranslatable {
        MessagesAsChat.uncached(block, ignored);
        block.finish();
    }
}
