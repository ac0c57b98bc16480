package dev.llmmarketplace.server.provider;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a chat completion's body from its tokens, without building a tree: this is the path that benchmarks take. */
final class ChatRequestReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int TOKENS_PER_MESSAGE = 3;

    private final JsonParser parser;
    private @Nullable String model;
    private @Nullable String user;
    private @Nullable String lastUserText;
    private boolean stream;
    private boolean includeUsage;
    private int mostTokens = Integer.MAX_VALUE;
    private int promptTokens;

    private ChatRequestReader(JsonParser parser) {
        this.parser = parser;
    }

    static ChatRequest read(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            return new ChatRequestReader(parser).request();
        } catch (IOException e) {
            throw JsonFields.malformed(e);
        }
    }

    private ChatRequest request() throws IOException {
        JsonFields.openObject(parser);
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            field(field);
        }
        JsonFields.end(parser);
        if (model == null) {
            throw ProviderError.invalid("model", "'model' is missing.");
        }
        if (promptTokens == 0) {
            throw ProviderError.invalid("messages", "'messages' must hold at least one message.");
        }
        Directives directives = DirectiveReader.read(lastUserText == null ? "" : lastUserText, user);
        return new ChatRequest(model, stream, includeUsage, mostTokens, promptTokens, directives);
    }

    private void field(String field) throws IOException {
        switch (field) {
            case "model" -> model = JsonFields.text(parser, field);
            case "user" -> user = JsonFields.textOrNull(parser, field);
            case "stream" -> stream = JsonFields.flag(parser, field);
            case "messages" -> messages();
            case "stream_options" -> streamOptions();
            case "max_tokens", "max_completion_tokens" ->
                mostTokens = Math.min(mostTokens, JsonFields.count(parser, field, 1));
            case "n" -> {
                if (JsonFields.count(parser, field, 1) > 1) {
                    throw ProviderError.invalid("n", "echo-chat answers with one choice: 'n' must be 1.");
                }
            }
            default -> parser.skipChildren();
        }
    }

    private void streamOptions() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        JsonFields.requireObject(parser, "stream_options");
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            if (field.equals("include_usage")) {
                includeUsage = JsonFields.flag(parser, "stream_options.include_usage");
            } else {
                parser.skipChildren();
            }
        }
    }

    private void messages() throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw ProviderError.invalid("messages", "'messages' must be an array of messages.");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonFields.requireObject(parser, "messages");
            message();
        }
    }

    private void message() throws IOException {
        String role = null;
        String content = "";
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "role" -> role = JsonFields.text(parser, "messages.role");
                case "content" -> content = content();
                default -> parser.skipChildren();
            }
        }
        if (role == null) {
            throw ProviderError.invalid("messages", "A message has no 'role'.");
        }
        promptTokens += TOKENS_PER_MESSAGE + Tokenizer.count(content);
        if (role.equals("user")) {
            lastUserText = content;
        }
    }

    private String content() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NULL -> "";
            case START_ARRAY -> contentParts();
            default -> throw ProviderError.invalid("messages", "'content' must be text or an array of parts.");
        };
    }

    private String contentParts() throws IOException {
        StringBuilder all = new StringBuilder();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonFields.requireObject(parser, "messages.content");
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                switch (field) {
                    case "type" -> requireText(JsonFields.text(parser, "messages.content.type"));
                    case "text" ->
                        all.append(all.isEmpty() ? "" : "\n").append(JsonFields.text(parser, "messages.content.text"));
                    default -> parser.skipChildren();
                }
            }
        }
        return all.toString();
    }

    private static void requireText(String type) {
        if (!type.equals("text")) {
            throw ProviderError.invalid("messages", "echo-chat reads text only, not a part of type '" + type + "'.");
        }
    }
}
