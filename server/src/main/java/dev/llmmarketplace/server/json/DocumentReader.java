package dev.llmmarketplace.server.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.llmmarketplace.core.kernel.Problem.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Reads one text. The parser's limit on nesting bounds the recursion. */
final class DocumentReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String text;
    private final Syntax syntax;
    private final Positions positions = new Positions();

    DocumentReader(String text, Syntax syntax) {
        this.text = text;
        this.syntax = syntax;
    }

    Document read() {
        try (JsonParser parser = syntax.factory().createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw Malformed.at(new Place(1, 1), syntax.title(), "there is nothing", "Send a document.");
            }
            positions.put("", parser.currentTokenLocation());
            JsonNode root = value(parser, first, "");
            if (parser.nextToken() != null) {
                throw malformed(parser, "a second document begins here", "Send one document.");
            }
            return new Document(root, positions);
        } catch (JacksonException e) {
            throw Malformed.from(e, syntax);
        } catch (IOException e) {
            throw new UncheckedIOException("a string can always be read", e);
        }
    }

    private JsonNode value(JsonParser parser, @Nullable JsonToken token, String pointer) throws IOException {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            throw malformed(parser, "aliases are not read", "Write the value out.");
        }
        if (parser.getTypeId() != null) {
            throw malformed(parser, "tags are not read", "Write the value without its tag; put a text in quotes.");
        }
        return switch (token) {
            case START_OBJECT -> object(parser, pointer);
            case START_ARRAY -> array(parser, pointer);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case null, default -> throw malformed(parser, "the document ends too early", "Complete it.");
        };
    }

    private ObjectNode object(JsonParser parser, String pointer) throws IOException {
        ObjectNode node = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            String member = Pointer.member(pointer, name);
            positions.put(member, parser.currentTokenLocation());
            node.set(name, value(parser, parser.nextToken(), member));
        }
        return node;
    }

    private ArrayNode array(JsonParser parser, String pointer) throws IOException {
        ArrayNode node = NODES.arrayNode();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            String item = Pointer.item(pointer, node.size());
            positions.put(item, parser.currentTokenLocation());
            node.add(value(parser, token, item));
            token = parser.nextToken();
        }
        return node;
    }

    private JsonNode decimal(JsonParser parser) throws IOException {
        if (parser.isNaN()) {
            throw malformed(parser, "not a number and infinity are no values", "Write a number.");
        }
        return NODES.numberNode(parser.getDecimalValue());
    }

    private RuntimeException malformed(JsonParser parser, String message, String mend) {
        var location = parser.currentTokenLocation();
        return Malformed.at(new Place(location.getLineNr(), location.getColumnNr()), syntax.title(), message, mend);
    }
}
