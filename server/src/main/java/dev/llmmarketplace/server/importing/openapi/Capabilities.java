package dev.llmmarketplace.server.importing.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.json.Shape;
import dev.llmmarketplace.server.manifest.openapi.Operations.Operation;
import dev.llmmarketplace.server.manifest.openapi.References;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Each operation that the marketplace calls is a capability, with the schema of what it takes. */
final class Capabilities {
    private static final int MOST = 50;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_DESCRIPTION = 2000;
    private static final int MOST_PARAMETERS = 100;
    private static final int MOST_TEXT = 300_000;

    private final Spoken spoken;
    private final References references;
    private final ManifestDraft draft;
    private final Shape schemas = Shape.ofSchemas();
    private int written;

    Capabilities(Spoken spoken, References references, ManifestDraft draft) {
        this.spoken = spoken;
        this.references = references;
        this.draft = draft;
    }

    /** @param all how many operations the document has */
    void write(int all) {
        List<Operation> operations = spoken.operations()
                .subList(0, Math.min(MOST, spoken.operations().size()));
        ArrayNode capabilities = draft.manifest().putArray("capabilities");
        operations.forEach(operation -> write(operation, capabilities.addObject()));
        if (operations.size() < all) {
            draft.note((all - operations.size()) + " of the document's " + all + " operations are left out: "
                    + (spoken.operations().size() == all
                            ? "a manifest holds " + MOST
                            : "calls in this dialect do not use them"));
        }
    }

    private void write(Operation operation, ObjectNode capability) {
        capability.put("name", name(operation));
        String description = text(operation.body(), "description")
                .or(() -> text(operation.body(), "summary"))
                .orElse("");
        if (!description.isBlank()) {
            capability.put("description", cut(description.strip(), LONGEST_DESCRIPTION));
        }
        parameters(operation).ifPresent(schema -> capability.set("parameters", schema));
    }

    private String name(Operation operation) {
        return spoken.name(operation)
                .or(() -> text(operation.body(), "operationId"))
                .map(name -> cut(name, LONGEST_NAME))
                .orElseGet(
                        () -> cut(operation.method().toUpperCase(Locale.ROOT) + " " + operation.path(), LONGEST_NAME));
    }

    /** Names of the fields that the first operation's body has, as callers of a dialect ask for them. */
    List<String> supportedParameters() {
        return spoken.operations().stream()
                .findFirst()
                .map(operation -> references.resolve(body(operation)).path("properties"))
                .stream()
                .flatMap(properties -> properties.properties().stream())
                .map(Map.Entry::getKey)
                .filter(name -> name.matches("[A-Za-z0-9_.-]{1,64}"))
                .filter(name -> !name.equals("model") && !name.equals("messages") && !name.equals("input"))
                .sorted()
                .limit(MOST_PARAMETERS)
                .toList();
    }

    /** The model that the document names for the first operation, if it names one. */
    Optional<String> model() {
        return spoken.operations().stream().findFirst().flatMap(operation -> {
            JsonNode model = references.resolve(
                    references.resolve(body(operation)).path("properties").path("model"));
            return text(model, "const")
                    .or(() -> text(model, "default"))
                    .or(() -> Optional.of(model.path("enum").path(0).asText("")))
                    .filter(name -> !name.isBlank() && name.length() <= LONGEST_NAME);
        });
    }

    private JsonNode body(Operation operation) {
        JsonNode content =
                references.resolve(operation.body().path("requestBody")).path("content");
        JsonNode json = content.path("application/json");
        JsonNode chosen =
                json.isMissingNode() && !content.isEmpty() ? content.elements().next() : json;
        return chosen.path("schema");
    }

    private Optional<JsonNode> parameters(Operation operation) {
        JsonNode body = body(operation);
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        addParameters(operation.item(), fields, required);
        addParameters(operation.body(), fields, required);
        if (fields.isEmpty()) {
            return body.isMissingNode() ? Optional.empty() : closed(references.resolve(body), operation);
        }
        if (!body.isMissingNode()) {
            fields.set("body", body);
        }
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.set("properties", fields);
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return closed(schema, operation);
    }

    /** Those of path and query; headers carry credentials and versions. */
    private void addParameters(JsonNode holder, ObjectNode fields, ArrayNode required) {
        for (JsonNode reference : holder.path("parameters")) {
            JsonNode parameter = references.resolve(reference);
            String in = parameter.path("in").asText();
            String name = parameter.path("name").asText();
            if ((in.equals("path") || in.equals("query")) && !name.isEmpty()) {
                if (!fields.has(name) && parameter.path("required").asBoolean()) {
                    required.add(name);
                }
                JsonNode schema = parameter.path("schema");
                fields.set(name, schema.isObject() ? schema : JsonNodeFactory.instance.objectNode());
            }
        }
    }

    private Optional<JsonNode> closed(JsonNode schema, Operation operation) {
        Optional<ObjectNode> closed = new SchemaClosure(references).close(schema);
        String reason = closed.isEmpty() ? "it has too many parts" : reason(closed.get());
        if (!reason.isEmpty()) {
            draft.note("the schema of " + operation.method() + " " + operation.path() + " is left out: " + reason);
            return Optional.empty();
        }
        return closed.map(JsonNode.class::cast);
    }

    /** Why it cannot stand in the manifest; empty when it can. */
    private String reason(ObjectNode schema) {
        int length = schema.toString().length();
        if (written + length > MOST_TEXT) {
            return "a manifest has no room for it";
        }
        written += length;
        return schemas.violations(schema, "").isEmpty() ? "" : "it is no JSON Schema 2020-12";
    }

    private static Optional<String> text(JsonNode holder, String member) {
        JsonNode text = holder.path(member);
        return text.isTextual() && !text.asText().isBlank() ? Optional.of(text.asText()) : Optional.empty();
    }

    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
