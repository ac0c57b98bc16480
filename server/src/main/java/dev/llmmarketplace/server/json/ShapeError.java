package dev.llmmarketplace.server.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Says what the validator found in words for the person who wrote the document. */
final class ShapeError {
    private final Error error;
    private final JsonNode rule;
    private final JsonNode schema;
    private final String pointer;

    private ShapeError(Error error, JsonNode root, String prefix) {
        this.error = error;
        this.rule = Objects.requireNonNull(error.getSchemaNode());
        this.schema = surrounding(error, root);
        this.pointer = prefix + error.getInstanceLocation();
    }

    /** @param root the whole schema */
    static Violation violation(Error error, JsonNode root, String prefix) {
        return new ShapeError(error, root, prefix).violation().under(id(error.getKeyword()));
    }

    /** Of the rule's page; keywords that are mended alike share one. */
    private static String id(String keyword) {
        return switch (keyword) {
            case "required", "dependentRequired" -> "schema-present";
            case "additionalProperties", "unevaluatedProperties" -> "schema-known-field";
            case "type" -> "schema-type";
            case "enum", "const" -> "schema-choice";
            case "pattern" -> "schema-pattern";
            case "minimum", "maximum" -> "schema-range";
            case "minLength", "maxLength" -> "schema-length";
            case "minItems", "maxItems", "minProperties" -> "schema-count";
            case "uniqueItems" -> "schema-distinct";
            default -> "schema-format";
        };
    }

    private Violation violation() {
        return switch (error.getKeyword()) {
            case "required", "dependentRequired" -> missing();
            case "additionalProperties", "unevaluatedProperties" -> unknown();
            case "type" -> wrongType();
            case "enum" -> broken("one of " + words(rule), "Choose one of these.");
            case "const" -> broken("the value " + word(rule), "Write " + word(rule) + ".");
            case "pattern" -> broken(described("like " + rule.asText()), example("Write it like that."));
            case "format" -> broken(format(), example("Write it in that form."));
            case "minimum" -> broken("at least " + rule.asText(), "Choose a value of at least " + rule.asText() + ".");
            case "maximum" -> broken("at most " + rule.asText(), "Choose a value of at most " + rule.asText() + ".");
            case "minLength" -> broken("at least " + rule.asText() + " characters long", "Write more.");
            case "maxLength" -> broken("at most " + rule.asText() + " characters long", "Shorten it.");
            case "minItems" -> broken("a list of at least " + rule.asText(), "Add more.");
            case "maxItems" -> broken("a list of at most " + rule.asText(), "Take some out.");
            case "uniqueItems" -> broken("a list without repetitions", "Take the repeated ones out.");
            case "minProperties" -> broken("an object with at least " + rule.asText() + " field", "Add one.");
            default -> broken(Objects.requireNonNullElse(error.getMessage(), error.getKeyword()), "Correct it.");
        };
    }

    private Violation missing() {
        return new Violation(Pointer.member(pointer, error.getProperty()), "present", "is missing", "Add it.");
    }

    private Violation unknown() {
        List<String> known = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        String mend = Nearest.to(error.getProperty(), known)
                .map(name -> "Did you mean '" + name + "'?")
                .orElse("Take it out" + (known.isEmpty() ? "." : "; known are " + String.join(", ", known) + "."));
        return new Violation(Pointer.member(pointer, error.getProperty()), "a known field", "is not known", mend);
    }

    private Violation wrongType() {
        String wanted = types(rule);
        JsonNode value = error.getInstanceNode();
        boolean quotable = value.isValueNode() && !value.isNull() && wanted.equals("a string");
        return broken(wanted, quotable ? "Put it in quotes." : example("Write " + wanted + "."));
    }

    private Violation broken(String wanted, String mend) {
        return new Violation(pointer, wanted, found(), mend);
    }

    private String found() {
        JsonNode value = error.getInstanceNode();
        if (schema.path("writeOnly").asBoolean()) {
            return "was something else"; // a secret is not repeated
        }
        return switch (value.getNodeType()) {
            case STRING ->
                "was '" + shortened(value.asText()) + "'"
                        + (error.getKeyword().endsWith("Length") ? ", " + length(value.asText()) + " characters" : "");
            case ARRAY -> "was a list of " + value.size();
            case OBJECT -> "was an object";
            case NULL -> "was null";
            default -> "was " + shortened(value.asText());
        };
    }

    private String format() {
        return switch (rule.asText()) {
            case "date" -> "a date, YYYY-MM-DD";
            case "date-time" -> "a time, for example 2026-01-31T12:00:00Z";
            case "uuid" -> "a UUID";
            default -> "a " + rule.asText();
        };
    }

    private String described(String otherwise) {
        String description = schema.path("description").asText("");
        int end = description.indexOf(". ");
        String sentence = end < 0 ? description : description.substring(0, end);
        return sentence.isEmpty() ? otherwise : sentence.replaceAll("\\.$", "");
    }

    private String example(String otherwise) {
        JsonNode example = schema.path("examples").path(0);
        return example.isValueNode() ? "Write for example '" + example.asText() + "'." : otherwise;
    }

    private static String types(JsonNode type) {
        if (type.isArray()) {
            List<String> names = new ArrayList<>();
            type.forEach(each -> names.add(types(each)));
            return String.join(" or ", names);
        }
        return switch (type.asText()) {
            case "integer" -> "a whole number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "an object";
            default -> "a " + type.asText();
        };
    }

    private static String words(JsonNode values) {
        List<String> words = new ArrayList<>();
        values.forEach(value -> words.add(word(value)));
        return String.join(", ", words);
    }

    private static String word(JsonNode value) {
        return value.asText();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 59) + "…";
    }

    /** The schema in which the broken keyword stands. */
    private static JsonNode surrounding(Error error, JsonNode root) {
        String fragment = error.getSchemaLocation().getFragment().toString();
        return root.at(fragment.substring(0, Math.max(0, fragment.lastIndexOf('/'))));
    }
}
