package dev.llmmarketplace.server.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import java.util.Comparator;
import java.util.List;

/**
 * A compiled JSON Schema (2020-12, formats asserted). Schemas are ours and hold no references to other places; nothing is
 * ever fetched. Thread-safe.
 */
public final class Shape {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .formatAssertionsEnabled(true)
                    .build()));

    private final Schema schema;

    private Shape(Schema schema) {
        this.schema = schema;
    }

    public static Shape of(JsonNode schema) {
        return new Shape(REGISTRY.getSchema(schema));
    }

    /** The shape of JSON Schemas themselves. */
    public static Shape ofSchemas() {
        return new Shape(REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema")));
    }

    /**
     * Every rule that {@code value} breaks, by field.
     *
     * @param prefix goes before each pointer
     */
    public List<Violation> violations(JsonNode value, String prefix) {
        return schema.validate(value).stream()
                .map(error -> ShapeError.violation(error, schema.getSchemaNode(), prefix))
                .sorted(Comparator.comparing(Violation::field))
                .toList();
    }
}
