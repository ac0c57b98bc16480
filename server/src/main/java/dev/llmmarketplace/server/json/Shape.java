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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema (2020-12, formats asserted), compiled when it is first used. Schemas are ours and hold no references to
 * other places; nothing is ever fetched. Thread-safe.
 */
public final class Shape {
    private final Supplier<Schema> compiler;
    private volatile @Nullable Schema compiled;

    private Shape(Supplier<Schema> compiler) {
        this.compiler = compiler;
    }

    /** The validator's machinery; it is built when the first schema is compiled, not while the program starts. */
    private static final class Machinery {
        static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                        .pathType(PathType.JSON_POINTER)
                        .formatAssertionsEnabled(true)
                        .build()));
    }

    public static Shape of(JsonNode schema) {
        return new Shape(() -> Machinery.REGISTRY.getSchema(schema));
    }

    /** The shape of JSON Schemas themselves. */
    public static Shape ofSchemas() {
        return new Shape(
                () -> Machinery.REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema")));
    }

    /**
     * Every rule that {@code value} breaks, by field.
     *
     * @param prefix goes before each pointer
     */
    public List<Violation> violations(JsonNode value, String prefix) {
        Schema schema = compiled();
        return schema.validate(value).stream()
                .map(error -> ShapeError.violation(error, schema.getSchemaNode(), prefix))
                .sorted(Comparator.comparing(Violation::field))
                .toList();
    }

    /** Compiling twice at the same moment does no harm. */
    private Schema compiled() {
        Schema schema = compiled;
        if (schema == null) {
            schema = compiler.get();
            compiled = schema;
        }
        return schema;
    }
}
