package dev.llmmarketplace.server.importing.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.manifest.openapi.References;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Copies a schema out of its document, with those it refers to under {@code $defs}, each once: a schema that contains itself
 * goes on doing so by reference. What OpenAPI adds to JSON Schema is left out or, as 3.0's {@code nullable}, said as JSON
 * Schema 2020-12 says it. One use; a schema of more than {@value #MOST_NODES} parts is given up.
 */
final class SchemaClosure {
    private static final int MOST_NODES = 3_000;
    private static final String COMPONENTS = "#/components/schemas/";
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Set<String> OF_OPENAPI =
            Set.of("discriminator", "xml", "externalDocs", "example", "nullable", "$schema", "$id");
    private static final Set<String> DATA = Set.of("enum", "const", "default", "examples", "required", "type");
    private static final Set<String> MAPS = Set.of("properties", "patternProperties", "$defs", "dependentSchemas");

    private final References references;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Deque<String> wanted = new ArrayDeque<>();
    private int nodes;

    SchemaClosure(References references) {
        this.references = references;
    }

    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLarge() {
            super("more than " + MOST_NODES + " parts", null, false, false);
        }
    }

    /** Empty when it has too many parts. */
    Optional<ObjectNode> close(JsonNode schema) {
        try {
            ObjectNode closed = schema.isObject() ? (ObjectNode) schema(schema) : JsonNodeFactory.instance.objectNode();
            ObjectNode definitions = JsonNodeFactory.instance.objectNode();
            while (!wanted.isEmpty()) {
                String reference = wanted.remove();
                if (references.target(reference) instanceof References.Target.Value(var value)) {
                    definitions.set(names.get(reference), schema(value));
                }
            }
            if (!definitions.isEmpty()) {
                ObjectNode own = closed.withObject("$defs");
                own.setAll(definitions);
            }
            return Optional.of(closed);
        } catch (TooLarge e) {
            return Optional.empty();
        }
    }

    private JsonNode schema(JsonNode schema) {
        count();
        if (!schema.isObject()) {
            return schema;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        schema.properties().forEach(member -> copy(member.getKey(), member.getValue(), copy));
        modernise(schema, copy);
        return copy;
    }

    private void copy(String keyword, JsonNode value, ObjectNode copy) {
        if (keyword.equals("$ref") && value.isTextual()) {
            copy.put("$ref", "#/$defs/" + name(value.asText()));
        } else if (DATA.contains(keyword)) {
            count(value);
            copy.set(keyword, value);
        } else if (MAPS.contains(keyword)) {
            copy.set(keyword, members(value));
        } else if (!OF_OPENAPI.contains(keyword) && !keyword.startsWith("x-")) {
            copy.set(keyword, value.isArray() ? items(value) : schema(value));
        }
    }

    private JsonNode members(JsonNode map) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        map.properties().forEach(member -> copy.set(member.getKey(), schema(member.getValue())));
        return copy;
    }

    private JsonNode items(JsonNode list) {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        list.forEach(item -> copy.add(schema(item)));
        return copy;
    }

    private String name(String reference) {
        String known = names.get(reference);
        if (known != null) {
            return known;
        }
        String last = reference.startsWith(COMPONENTS) ? reference.substring(COMPONENTS.length()) : "";
        String name = PLAIN_NAME.matcher(last).matches() && !names.containsValue(last) ? last : "ref-" + names.size();
        names.put(reference, name);
        wanted.add(reference);
        return name;
    }

    /** What OpenAPI 3.0 said in a way of its own. */
    private static void modernise(JsonNode schema, ObjectNode copy) {
        JsonNode type = schema.path("type");
        if (schema.path("nullable").asBoolean() && type.isTextual()) {
            copy.putArray("type").add(type).add("null");
        }
        bound(schema, copy, "exclusiveMinimum", "minimum");
        bound(schema, copy, "exclusiveMaximum", "maximum");
    }

    private static void bound(JsonNode schema, ObjectNode copy, String exclusive, String inclusive) {
        if (schema.path(exclusive).isBoolean()) {
            copy.remove(exclusive);
            if (schema.path(exclusive).asBoolean() && schema.has(inclusive)) {
                copy.remove(inclusive);
                copy.set(exclusive, schema.get(inclusive));
            }
        }
    }

    private void count(JsonNode data) {
        count();
        data.forEach(this::count);
    }

    private void count() {
        if (++nodes > MOST_NODES) {
            throw new TooLarge();
        }
    }
}
