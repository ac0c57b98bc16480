package dev.llmmarketplace.gateway.translate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/**
 * A request for a message, written as one for a chat completion. Hints about caching have no counterpart and no effect on
 * what the answer may be; they are left out and told of.
 */
final class MessagesAsChat {
    private static final int MOST_STOPS = 4;
    private static final String CACHE = "cache_control";

    private final Node request;
    private final Asking asking;
    private final JsonGenerator json;
    private final List<String> ignored;

    MessagesAsChat(Node request, Asking asking, JsonGenerator json, List<String> ignored) {
        this.request = request;
        this.asking = asking;
        this.json = json;
        this.ignored = ignored;
    }

    void write() throws IOException, Untranslatable {
        json.writeStartObject();
        json.writeFieldName("model");
        json.writeRawValue(asking.modelJson());
        json.writeNumberField(asking.completionTokens() ? "max_completion_tokens" : "max_tokens", asking.mostOutput());
        if (asking.streamed()) {
            json.writeBooleanField("stream", true);
            json.writeObjectFieldStart("stream_options");
            json.writeBooleanField("include_usage", true);
            json.writeEndObject();
        }
        json.writeArrayFieldStart("messages");
        Turns turns = new Turns(json, ignored);
        turns.system(request.take("system"));
        for (Node message : request.require("messages").items()) {
            turns.write(message);
        }
        json.writeEndArray();
        sampling();
        tools();
        toolChoice();
        outputConfig();
        metadata();
        json.writeEndObject();
        knownElsewhere();
        request.finish();
    }

    /** Takes a hint about caching out of {@code node}. */
    static void uncached(Node node, List<String> ignored) {
        if (node.take(CACHE) != null && !ignored.contains(CACHE)) {
            ignored.add(CACHE);
        }
    }

    private void sampling() throws IOException, Untranslatable {
        copy("temperature");
        copy("top_p");
        Node stops = request.take("stop_sequences");
        if (stops != null) {
            if (stops.items().size() > MOST_STOPS) {
                throw stops.untranslatable("The provider takes " + MOST_STOPS + " at the most.");
            }
            if (!stops.items().isEmpty()) {
                stops.write(json, "stop");
            }
        }
    }

    private void copy(String name) throws IOException {
        Node member = request.take(name);
        if (member != null) {
            member.write(json, name);
        }
    }

    private void tools() throws IOException, Untranslatable {
        Node tools = request.take("tools");
        if (tools == null || tools.items().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("tools");
        for (Node tool : tools.items()) {
            Node type = tool.take("type");
            if (type != null && !type.text().equals("custom")) {
                throw type.untranslatable("The provider has no such tool of its own.");
            }
            uncached(tool, ignored);
            json.writeStartObject();
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            json.writeStringField("name", tool.require("name").text());
            move(tool, "description", "description");
            move(tool, "input_schema", "parameters");
            move(tool, "strict", "strict");
            json.writeEndObject();
            json.writeEndObject();
            tool.finish();
        }
        json.writeEndArray();
    }

    private void move(Node from, String name, String to) throws IOException {
        Node member = from.take(name);
        if (member != null) {
            member.write(json, to);
        }
    }

    private void toolChoice() throws IOException, Untranslatable {
        Node choice = request.take("tool_choice");
        if (choice == null) {
            return;
        }
        Node type = choice.require("type");
        switch (type.text()) {
            case "auto", "none" -> type.write(json, "tool_choice");
            case "any" -> json.writeStringField("tool_choice", "required");
            case "tool" -> {
                json.writeObjectFieldStart("tool_choice");
                json.writeStringField("type", "function");
                json.writeObjectFieldStart("function");
                json.writeStringField("name", choice.require("name").text());
                json.writeEndObject();
                json.writeEndObject();
            }
            default -> throw type.untranslatable("It must be auto, any, tool or none.");
        }
        Node single = choice.take("disable_parallel_tool_use");
        if (single != null && single.flag()) {
            json.writeBooleanField("parallel_tool_calls", false);
        }
        choice.finish();
    }

    private void outputConfig() throws IOException, Untranslatable {
        Node config = request.take("output_config");
        if (config == null) {
            return;
        }
        Node format = config.take("format");
        if (format != null) {
            format.takeUsual("type", "json_schema");
            json.writeObjectFieldStart("response_format");
            json.writeStringField("type", "json_schema");
            json.writeObjectFieldStart("json_schema");
            json.writeStringField("name", "answer");
            json.writeBooleanField("strict", true);
            format.require("schema").write(json, "schema");
            json.writeEndObject();
            json.writeEndObject();
            format.finish();
        }
        config.finish();
    }

    private void metadata() throws IOException, Untranslatable {
        Node metadata = request.take("metadata");
        if (metadata != null) {
            move(metadata, "user_id", "user");
            metadata.finish();
        }
    }

    /** What the scanner has dealt with, and what only says the usual. */
    private void knownElsewhere() throws Untranslatable {
        for (String name : List.of("model", "stream", "max_tokens")) {
            request.take(name);
        }
        uncached(request, ignored);
        Node thinking = request.take("thinking");
        if (thinking != null) {
            Node type = thinking.require("type");
            if (!type.text().equals("disabled")) {
                throw type.untranslatable("The provider decides by itself whether it thinks.");
            }
            thinking.finish();
        }
        request.takeUsual("service_tier", "auto", "standard_only");
    }
}
