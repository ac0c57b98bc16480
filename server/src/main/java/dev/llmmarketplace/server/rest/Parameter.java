package dev.llmmarketplace.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.server.json.Shape;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A parameter of the contract.
 *
 * @param type JSON Schema's type of a value, or of an item when it may be repeated
 */
record Parameter(String name, In in, boolean required, boolean repeated, String type, Shape shape) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");

    enum In {
        PATH,
        QUERY,
        HEADER
    }

    /** The rules that {@code texts}, as they came, break. Fields are parameter names. */
    List<Violation> violations(List<String> texts) {
        if (texts.isEmpty()) {
            return required ? List.of(new Violation(name, "present", "is missing", "Add the parameter.")) : List.of();
        }
        if (!repeated && texts.size() > 1) {
            return List.of(new Violation(name, "given once", "came " + texts.size() + " times", "Give one value."));
        }
        return shape.violations(value(texts), name);
    }

    private JsonNode value(List<String> texts) {
        if (!repeated) {
            return value(texts.getFirst());
        }
        ArrayNode values = NODES.arrayNode();
        texts.forEach(text -> values.add(value(text)));
        return values;
    }

    /** What is no number or truth value stays text, which the shape then refuses. */
    private JsonNode value(String text) {
        return switch (type) {
            case "integer" -> number(text, INTEGER);
            case "number" -> number(text, NUMBER);
            case "boolean" ->
                text.equals("true") || text.equals("false")
                        ? NODES.booleanNode(text.equals("true"))
                        : NODES.textNode(text);
            default -> NODES.textNode(text);
        };
    }

    private static JsonNode number(String text, Pattern form) {
        return form.matcher(text).matches() ? NODES.numberNode(new BigDecimal(text)) : NODES.textNode(text);
    }
}
