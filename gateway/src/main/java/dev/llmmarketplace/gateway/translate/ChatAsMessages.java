package dev.llmmarketplace.gateway.translate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request for a chat completion, written as one for a message. */
final class ChatAsMessages {
    private final Node request;
    private final Asking asking;
    private final JsonGenerator json;

    ChatAsMessages(Node request, Asking asking, JsonGenerator json) {
        this.request = request;
        this.asking = asking;
        this.json = json;
    }

    void write() throws IOException, Untranslatable {
        json.writeStartObject();
        json.writeFieldName("model");
        json.writeRawValue(asking.modelJson());
        json.writeNumberField("max_tokens", asking.mostOutput());
        if (asking.streamed()) {
            json.writeBooleanField("stream", true);
        }
        List<Node> messages = request.require("messages").items();
        new ChatMessages(messages, json).write();
        sampling();
        tools();
        toolChoice();
        responseFormat();
        user();
        json.writeEndObject();
        knownElsewhere();
        request.finish();
    }

    private void sampling() throws IOException, Untranslatable {
        Node temperature = request.take("temperature");
        if (temperature != null) {
            if (temperature.number() > 1) {
                throw temperature.untranslatable("The provider knows temperatures from 0 to 1.");
            }
            temperature.write(json, "temperature");
        }
        Node topP = request.take("top_p");
        if (topP != null) {
            topP.write(json, "top_p");
        }
        Node stop = request.take("stop");
        if (stop != null) {
            json.writeFieldName("stop_sequences");
            if (stop.isText()) {
                json.writeStartArray();
                stop.write(json);
                json.writeEndArray();
            } else {
                stop.write(json);
            }
        }
    }

    private void tools() throws IOException, Untranslatable {
        Node tools = request.take("tools");
        if (tools == null) {
            return;
        }
        json.writeArrayFieldStart("tools");
        for (Node tool : tools.items()) {
            tool.takeUsual("type", "function");
            function(tool.require("function"));
            tool.finish();
        }
        json.writeEndArray();
    }

    private void function(Node function) throws IOException, Untranslatable {
        json.writeStartObject();
        json.writeStringField("name", function.require("name").text());
        copy(function, "description");
        copy(function, "strict");
        Node parameters = function.take("parameters");
        if (parameters == null) {
            json.writeObjectFieldStart("input_schema");
            json.writeStringField("type", "object");
            json.writeEndObject();
        } else {
            parameters.write(json, "input_schema");
        }
        json.writeEndObject();
        function.finish();
    }

    private void copy(Node from, String name) throws IOException {
        Node member = from.take(name);
        if (member != null) {
            member.write(json, name);
        }
    }

    private void toolChoice() throws IOException, Untranslatable {
        Node choice = request.take("tool_choice");
        Node parallel = request.take("parallel_tool_calls");
        boolean single = parallel != null && !parallel.flag();
        if (choice == null && !single) {
            return;
        }
        json.writeObjectFieldStart("tool_choice");
        String name = named(choice);
        if (name != null) {
            json.writeStringField("type", "tool");
            json.writeStringField("name", name);
        } else {
            json.writeStringField("type", kind(choice));
        }
        if (single && !(choice != null && choice.isText() && choice.text().equals("none"))) {
            json.writeBooleanField("disable_parallel_tool_use", true);
        }
        json.writeEndObject();
    }

    private static @Nullable String named(@Nullable Node choice) throws Untranslatable {
        if (choice == null || choice.isText()) {
            return null;
        }
        choice.takeUsual("type", "function");
        return choice.require("function").require("name").text();
    }

    private static String kind(@Nullable Node choice) throws Untranslatable {
        if (choice == null) {
            return "auto";
        }
        return switch (choice.text()) {
            case "auto" -> "auto";
            case "none" -> "none";
            case "required" -> "any";
            default -> throw choice.untranslatable("It must be auto, none, required or a function.");
        };
    }

    private void responseFormat() throws IOException, Untranslatable {
        Node format = request.take("response_format");
        if (format == null) {
            return;
        }
        Node type = format.require("type");
        switch (type.text()) {
            case "text" -> {}
            case "json_schema" -> {
                Node schema = format.require("json_schema");
                json.writeObjectFieldStart("output_config");
                json.writeObjectFieldStart("format");
                json.writeStringField("type", "json_schema");
                schema.require("schema").write(json, "schema");
                json.writeEndObject();
                json.writeEndObject();
                schema.take("name");
                schema.take("strict");
                schema.finish();
            }
            default -> throw type.untranslatable("The provider knows text and json_schema.");
        }
        format.finish();
    }

    private void user() throws IOException, Untranslatable {
        String user = request.takeText("user");
        if (user != null) {
            json.writeObjectFieldStart("metadata");
            json.writeStringField("user_id", user);
            json.writeEndObject();
        }
    }

    /** What the scanner has dealt with, and what only says the usual. */
    private void knownElsewhere() throws Untranslatable {
        for (String name : List.of("model", "stream", "max_tokens", "max_completion_tokens")) {
            request.take(name);
        }
        Node options = request.take("stream_options");
        if (options != null) {
            options.take("include_usage");
            options.takeUsual("include_obfuscation", "false");
            options.finish();
        }
        request.takeUsual("n", "1");
        request.takeUsual("frequency_penalty", "0", "0.0");
        request.takeUsual("presence_penalty", "0", "0.0");
        request.takeUsual("logprobs", "false");
        request.takeUsual("store", "false");
        request.takeUsual("service_tier", "auto", "default");
        request.takeUsual("reasoning_effort", "none");
    }
}
