package dev.llmmarketplace.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.server.json.Shape;
import dev.llmmarketplace.server.rest.Operation.Admission;
import dev.llmmarketplace.server.rest.Operation.Body;
import dev.llmmarketplace.server.rest.Operation.RateClass;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads operations out of an OpenAPI document. References are followed within the document only. */
final class ContractReader {
    private static final long DEFAULT_MAX_BODY = 1 << 20;
    private static final String JSON = "application/json";
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private final JsonNode document;

    ContractReader(JsonNode document) {
        this.document = document;
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> METHODS.stream()
                        .filter(method -> path.getValue().has(method))
                        .forEach(method -> operations.add(operation(path.getKey(), method, path.getValue()))));
        return List.copyOf(operations);
    }

    private Operation operation(String path, String method, JsonNode item) {
        JsonNode node = item.path(method);
        List<Parameter> parameters = new ArrayList<>();
        item.path("parameters").forEach(each -> parameters.add(parameter(resolve(each))));
        node.path("parameters").forEach(each -> parameters.add(parameter(resolve(each))));
        return new Operation(
                node.path("operationId").asText(),
                HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
                path,
                admission(node),
                rateClass(node, method),
                parameters,
                body(resolve(node.path("requestBody"))),
                node.path("x-max-body").asLong(DEFAULT_MAX_BODY),
                node.path("x-served-by").asText().equals("gateway"),
                node.path("x-query").asText().equals("any"));
    }

    private static Admission admission(JsonNode node) {
        JsonNode permission = node.path("x-permission");
        if (permission.isMissingNode() == node.path("x-public").isMissingNode()) {
            throw new IllegalStateException(
                    node.path("operationId").asText() + " must have either x-permission or x-public");
        }
        return permission.isMissingNode()
                ? new Admission.Public()
                : new Admission.Needs(Permission.valueOf(permission.asText()));
    }

    private static RateClass rateClass(JsonNode node, String method) {
        String otherwise = method.equals("get") ? "reads" : "writes";
        return RateClass.valueOf(node.path("x-rate-limit").asText(otherwise).toUpperCase(Locale.ROOT));
    }

    private static Parameter parameter(JsonNode node) {
        JsonNode schema = node.path("schema");
        boolean repeated = schema.path("type").asText().equals("array");
        return new Parameter(
                node.path("name").asText(),
                Parameter.In.valueOf(node.path("in").asText().toUpperCase(Locale.ROOT)),
                node.path("required").asBoolean(),
                repeated,
                (repeated ? schema.path("items") : schema).path("type").asText("string"),
                Shape.of(schema));
    }

    private static Optional<Body> body(JsonNode node) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        Map<String, Optional<Shape>> shapes = new HashMap<>();
        node.path("content").properties().forEach(type -> shapes.put(type.getKey(), shape(type)));
        return Optional.of(new Body(node.path("required").asBoolean(), shapes));
    }

    /** Of JSON only, and not of manifests: those are read by who can say where a mistake stands. */
    private static Optional<Shape> shape(Map.Entry<String, JsonNode> content) {
        JsonNode schema = content.getValue().path("schema");
        boolean foreign = schema.has("$ref");
        return foreign || !content.getKey().equals(JSON) ? Optional.empty() : Optional.of(Shape.of(schema));
    }

    /** The same tree with every reference into the document replaced by what it refers to. */
    JsonNode resolve(JsonNode node) {
        JsonNode reference = node.path("$ref");
        if (reference.asText().startsWith("#/")) {
            return resolve(document.at(reference.asText().substring(1)));
        }
        return switch (node.getNodeType()) {
            case OBJECT -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                node.properties().forEach(member -> copy.set(member.getKey(), resolve(member.getValue())));
                yield copy;
            }
            case ARRAY -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                node.forEach(item -> copy.add(resolve(item)));
                yield copy;
            }
            default -> node;
        };
    }
}
