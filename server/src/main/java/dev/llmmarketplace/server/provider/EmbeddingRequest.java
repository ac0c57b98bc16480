package dev.llmmarketplace.server.provider;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the embedding model needs of a request.
 *
 * @param base64 vectors as base64 of little-endian floats rather than as numbers
 */
record EmbeddingRequest(String model, List<String> input, boolean base64, Directives directives) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_INPUTS = 2048;

    EmbeddingRequest {
        input = List.copyOf(input);
        if (input.isEmpty() || input.size() > MOST_INPUTS) {
            throw ProviderError.invalid("input", "'input' must hold 1 to " + MOST_INPUTS + " texts.");
        }
        if (input.stream().anyMatch(String::isBlank)) {
            throw ProviderError.invalid("input", "'input' must not hold an empty text.");
        }
    }

    static EmbeddingRequest read(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            return read(parser);
        } catch (IOException e) {
            throw JsonFields.malformed(e);
        }
    }

    private static EmbeddingRequest read(JsonParser parser) throws IOException {
        String model = null;
        String user = null;
        List<String> input = List.of();
        boolean base64 = false;
        JsonFields.openObject(parser);
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "model" -> model = JsonFields.text(parser, field);
                case "user" -> user = JsonFields.textOrNull(parser, field);
                case "input" -> input = input(parser);
                case "encoding_format" -> base64 = base64(JsonFields.textOrNull(parser, field));
                case "dimensions" -> refuseDimensions(parser);
                default -> parser.skipChildren();
            }
        }
        JsonFields.end(parser);
        if (model == null) {
            throw ProviderError.invalid("model", "'model' is missing.");
        }
        return new EmbeddingRequest(model, input, base64, DirectiveReader.read("", user));
    }

    private static List<String> input(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return List.of(JsonFields.text(parser, "input"));
        }
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw ProviderError.invalid("input", "minilm reads texts: 'input' must not hold token numbers.");
            }
            texts.add(parser.getText());
        }
        return texts;
    }

    private static boolean base64(@Nullable String format) {
        return switch (format) {
            case null -> false;
            case "float" -> false;
            case "base64" -> true;
            default -> throw ProviderError.invalid("encoding_format", "'encoding_format' must be float or base64.");
        };
    }

    private static void refuseDimensions(JsonParser parser) {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            throw ProviderError.invalid(
                    "dimensions",
                    "minilm has vectors of 384 dimensions and cannot shorten them: leave out 'dimensions'.");
        }
    }
}
