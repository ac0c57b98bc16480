package dev.llmmarketplace.server.rest.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.json.Json;
import dev.llmmarketplace.server.json.Shape;
import java.util.List;
import java.util.function.Function;

/**
 * Something that a model may ask the catalogue to do; none changes anything.
 *
 * @param schema of the arguments, an object's
 * @param action from arguments that keep the schema to a wire record
 */
record Tool(
        String name,
        String title,
        String description,
        JsonNode schema,
        Shape shape,
        Function<JsonNode, Object> action) {

    static Tool of(String name, String title, String description, String schema, Function<JsonNode, Object> action) {
        JsonNode tree = Json.tree(schema);
        return new Tool(name, title, description, tree, Shape.of(tree), action);
    }

    /** As {@code tools/list} shows it. */
    record Listed(String name, String title, String description, JsonNode inputSchema, Annotations annotations) {}

    record Annotations(boolean readOnlyHint, boolean openWorldHint) {}

    Listed listed() {
        return new Listed(name, title, description, schema, new Annotations(true, false));
    }

    /** @throws ProblemException for arguments that break the schema, and what the action throws */
    Object call(JsonNode arguments) {
        List<Problem.Violation> violations = shape.violations(arguments, "");
        if (!violations.isEmpty()) {
            throw new ProblemException(Problem.invalid(violations));
        }
        return action.apply(arguments);
    }
}
