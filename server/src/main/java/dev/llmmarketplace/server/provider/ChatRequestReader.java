package dev.llmmarketplace.server.provider;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request from its tokens, without building a tree: this is the path that benchmarks take. */
final class ChatRequestReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int TOKENS_PER_MESSAGE = 3;
    /** What the last of is answered: users, and tools that were called, in both of OpenAI's ways to say so. */
    private static final Set<String> ANSWERED = Set.of("user", "tool", "function_call_output");

    private static final Set<String> TEXT =
            Set.of("text", "input_text", "output_text", "refusal", "tool_use", "tool_result");

    private final EchoRoute route;
    private final JsonParser parser;
    private @Nullable String model;
    private @Nullable String user;
    private @Nullable String lastUserText;
    private boolean stream;
    private boolean includeUsage;
    private int mostTokens = Integer.MAX_VALUE;
    private int promptTokens;

    private ChatRequestReader(EchoRoute route, JsonParser parser) {
        this.route = route;
        this.parser = parser;
    }

    static ChatRequest read(EchoRoute route, byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            return new ChatRequestReader(route, parser).request();
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
            throw emptyPrompt();
        }
        Directives directives = DirectiveReader.read(lastUserText == null ? "" : lastUserText, user);
        return new ChatRequest(model, stream, includeUsage, mostTokens, promptTokens, directives);
    }

    private ProviderError emptyPrompt() {
        return switch (route) {
            case CHAT, MESSAGE -> ProviderError.invalid("messages", "'messages' must hold at least one message.");
            case COMPLETION -> ProviderError.invalid("prompt", "'prompt' must hold text.");
            case RESPONSE -> ProviderError.invalid("input", "'input' must hold text or at least one message.");
        };
    }

    private void field(String field) throws IOException {
        switch (field) {
            case "model" -> model = JsonFields.text(parser, field);
            case "user" -> user = JsonFields.textOrNull(parser, field);
            case "stream" -> stream = JsonFields.flag(parser, field);
            default -> {
                boolean known = switch (route) {
                    case CHAT -> chatField(field);
                    case COMPLETION -> completionField(field);
                    case RESPONSE -> responseField(field);
                    case MESSAGE -> messageField(field);
                };
                if (!known) {
                    parser.skipChildren();
                }
            }
        }
    }

    private boolean chatField(String field) throws IOException {
        switch (field) {
            case "messages" -> messages(field);
            case "stream_options" -> streamOptions();
            case "max_tokens", "max_completion_tokens" -> bound(field);
            case "n" -> oneChoice(field);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean completionField(String field) throws IOException {
        switch (field) {
            case "prompt" -> prompt();
            case "stream_options" -> streamOptions();
            case "max_tokens" -> bound(field);
            case "n", "best_of" -> oneChoice(field);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean responseField(String field) throws IOException {
        switch (field) {
            case "input" -> input();
            case "instructions" -> instructions(field);
            case "max_output_tokens" -> bound(field);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean messageField(String field) throws IOException {
        switch (field) {
            case "messages" -> messages(field);
            case "system" -> said("system", content());
            case "max_tokens" -> bound(field);
            case "metadata" -> metadata();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void metadata() throws IOException {
        JsonFields.requireObject(parser, "metadata");
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            if (field.equals("user_id")) {
                user = JsonFields.textOrNull(parser, "metadata.user_id");
            } else {
                parser.skipChildren();
            }
        }
    }

    private void bound(String field) throws IOException {
        mostTokens = Math.min(mostTokens, JsonFields.count(parser, field, 1));
    }

    private void oneChoice(String field) throws IOException {
        if (JsonFields.count(parser, "n", 1) > 1) {
            throw ProviderError.invalid(field, "echo-chat answers with one choice: '" + field + "' must be 1.");
        }
    }

    private void prompt() throws IOException {
        boolean list = parser.currentToken() == JsonToken.START_ARRAY;
        if (list) {
            parser.nextToken();
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw ProviderError.invalid("prompt", "echo-chat reads text only: 'prompt' must be one text.");
        }
        lastUserText = parser.getText();
        promptTokens = Tokenizer.count(lastUserText);
        if (list && parser.nextToken() != JsonToken.END_ARRAY) {
            throw ProviderError.invalid("prompt", "echo-chat answers one prompt at a time.");
        }
    }

    private void input() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            said("user", parser.getText());
        } else {
            messages("input");
        }
    }

    private void instructions(String field) throws IOException {
        String text = JsonFields.textOrNull(parser, field);
        if (text != null) {
            said("system", text);
        }
    }

    private void said(String role, String text) {
        promptTokens += TOKENS_PER_MESSAGE + Tokenizer.count(text);
        if (ANSWERED.contains(role)) {
            lastUserText = text;
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

    private void messages(String field) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw ProviderError.invalid(field, "'" + field + "' must be an array of messages.");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonFields.requireObject(parser, field);
            message();
        }
    }

    /** A message, or an item of another type, such as the result of a tool, which needs no role. */
    private void message() throws IOException {
        String role = null;
        String type = "message";
        String content = "";
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "role" -> role = JsonFields.text(parser, "messages.role");
                case "type" -> type = JsonFields.text(parser, "messages.type");
                case "content", "output" -> content = content();
                default -> parser.skipChildren();
            }
        }
        if (role == null && type.equals("message")) {
            throw ProviderError.invalid("messages", "A message has no 'role'.");
        }
        said(role == null ? type : role, content);
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
                    case "text" -> add(all, JsonFields.text(parser, "messages.content.text"));
                    case "content" -> add(all, content());
                    default -> parser.skipChildren();
                }
            }
        }
        return all.toString();
    }

    private static void add(StringBuilder all, String text) {
        all.append(all.isEmpty() ? "" : "\n").append(text);
    }

    private static void requireText(String type) {
        if (!TEXT.contains(type)) {
            throw ProviderError.invalid("messages", "echo-chat reads text only, not a part of type '" + type + "'.");
        }
    }
}
