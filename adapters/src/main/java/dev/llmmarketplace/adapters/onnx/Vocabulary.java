package dev.llmmarketplace.adapters.onnx;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * The pieces of words that a model knows, with their numbers; pieces inside a word begin with {@code ##}.
 *
 * @param unknown number of {@code [UNK]}
 * @param begin number of {@code [CLS]}
 * @param end number of {@code [SEP]}
 */
record Vocabulary(Map<String, Integer> numbers, int unknown, int begin, int end) {
    private static final int USUAL_SIZE = 32_768;

    /** Reads {@code model.vocab} of a Hugging Face {@code tokenizer.json}. */
    static Vocabulary load(String resource) throws IOException {
        try (InputStream content = Vocabulary.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new FileNotFoundException(resource + " is not on the class path");
            }
            try (JsonParser json = new JsonFactory().createParser(content)) {
                Map<String, Integer> numbers = numbers(json);
                return new Vocabulary(
                        numbers, special(numbers, "[UNK]"), special(numbers, "[CLS]"), special(numbers, "[SEP]"));
            }
        }
    }

    private static Map<String, Integer> numbers(JsonParser json) throws IOException {
        Map<String, Integer> numbers = HashMap.newHashMap(USUAL_SIZE);
        enter(json, "model");
        enter(json, "vocab");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String piece = json.currentName();
            numbers.put(piece, json.nextIntValue(0));
        }
        return numbers;
    }

    /** Goes on to the start of the object {@code name} within the object that is being read. */
    private static void enter(JsonParser json, String name) throws IOException {
        if (json.currentToken() == null) {
            json.nextToken();
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = json.currentName().equals(name);
            json.nextToken();
            if (found) {
                return;
            }
            json.skipChildren();
        }
        throw new IOException("the tokenizer has no '" + name + "'");
    }

    private static int special(Map<String, Integer> numbers, String piece) throws IOException {
        Integer number = numbers.get(piece);
        if (number == null) {
            throw new IOException("the tokenizer has no '" + piece + "'");
        }
        return number;
    }
}
