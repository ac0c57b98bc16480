package dev.llmmarketplace.gateway.translate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that knows its path. Members of an object are taken one by one; {@link #finish} then tells what nobody took,
 * so that nothing is left out unnoticed.
 */
final class Node {
    private static final JsonFactory JSON = new JsonFactory();

    private final String path;
    private final JsonToken token;
    /** Of a string, or the digits of a number. */
    private final String text;

    private final Map<String, Node> members = new LinkedHashMap<>();
    private final List<Node> items = new ArrayList<>();

    private Node(String path, JsonToken token, String text) {
        this.path = path;
        this.token = token;
        this.text = text;
    }

    /** @throws IOException when it is no JSON */
    static Node read(byte[] bytes, int from, int to) throws IOException {
        try (JsonParser parser = JSON.createParser(bytes, from, to - from)) {
            if (parser.nextToken() == null) {
                throw new IOException("nothing to read");
            }
            return read(parser, "");
        }
    }

    static Node read(String json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new IOException("nothing to read");
            }
            return read(parser, "");
        }
    }

    private static Node read(JsonParser parser, String path) throws IOException {
        JsonToken token = parser.currentToken();
        Node node = new Node(path, token, token.isScalarValue() ? parser.getText() : "");
        if (token == JsonToken.START_OBJECT) {
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                node.members.put(name, read(parser, path.isEmpty() ? name : path + "." + name));
            }
        } else if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                node.items.add(read(parser, path + "[" + node.items.size() + "]"));
            }
        }
        return node;
    }

    String path() {
        return path;
    }

    boolean isText() {
        return token == JsonToken.VALUE_STRING;
    }

    boolean isList() {
        return token == JsonToken.START_ARRAY;
    }

    boolean isObject() {
        return token == JsonToken.START_OBJECT;
    }

    /** Null, an empty list or an empty object: says nothing. */
    private boolean isEmpty() {
        return token == JsonToken.VALUE_NULL || (isObject() || isList()) && members.isEmpty() && items.isEmpty();
    }

    /** The member, which then counts as dealt with; null when it is missing or null. */
    @Nullable
    Node take(String name) {
        Node member = members.remove(name);
        return member == null || member.token == JsonToken.VALUE_NULL ? null : member;
    }

    Node require(String name) throws Untranslatable {
        Node member = take(name);
        if (member == null) {
            throw new Untranslatable(path.isEmpty() ? name : path + "." + name, "It is missing.");
        }
        return member;
    }

    @Nullable
    String takeText(String name) throws Untranslatable {
        Node member = take(name);
        return member == null ? null : member.text();
    }

    /** The number, or {@code otherwise} when it is missing or none. */
    long takeLong(String name, long otherwise) {
        Node member = take(name);
        return member == null ? otherwise : member.longValue(otherwise);
    }

    /** Takes a member that may only say what is usual anyway. */
    void takeUsual(String name, String... usual) throws Untranslatable {
        Node member = take(name);
        if (member != null && !List.of(usual).contains(member.text)) {
            throw member.untranslatable("Only " + String.join(", ", usual) + " has a counterpart.");
        }
    }

    /** Fails when a member was not taken that says something. */
    void finish() throws Untranslatable {
        for (Node member : members.values()) {
            if (!member.isEmpty()) {
                throw member.untranslatable("It has no counterpart.");
            }
        }
    }

    List<Node> items() throws Untranslatable {
        if (!isList()) {
            throw untranslatable("It must be a list.");
        }
        return items;
    }

    String text() throws Untranslatable {
        if (!isText()) {
            throw untranslatable("It must be a string.");
        }
        return text;
    }

    boolean flag() throws Untranslatable {
        if (!token.isBoolean()) {
            throw untranslatable("It must be true or false.");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    double number() throws Untranslatable {
        if (!token.isNumeric()) {
            throw untranslatable("It must be a number.");
        }
        return Double.parseDouble(text);
    }

    private long longValue(long otherwise) {
        try {
            return token == JsonToken.VALUE_NUMBER_INT ? Long.parseLong(text) : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    Untranslatable untranslatable(String why) {
        return new Untranslatable(path, why);
    }

    /** Writes it as it is, without what was taken of it. */
    void write(JsonGenerator json) throws IOException {
        switch (token) {
            case START_OBJECT -> {
                json.writeStartObject();
                for (Map.Entry<String, Node> member : members.entrySet()) {
                    json.writeFieldName(member.getKey());
                    member.getValue().write(json);
                }
                json.writeEndObject();
            }
            case START_ARRAY -> {
                json.writeStartArray();
                for (Node item : items) {
                    item.write(json);
                }
                json.writeEndArray();
            }
            case VALUE_STRING -> json.writeString(text);
            case VALUE_NULL -> json.writeNull();
            case VALUE_TRUE, VALUE_FALSE -> json.writeBoolean(token == JsonToken.VALUE_TRUE);
            default -> json.writeRawValue(text);
        }
    }

    /** Writes it as member {@code name}. */
    void write(JsonGenerator json, String name) throws IOException {
        json.writeFieldName(name);
        write(json);
    }
}
