package dev.llmmarketplace.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.json.Document;
import dev.llmmarketplace.server.json.Shape;
import dev.llmmarketplace.server.json.Syntax;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What {@code api/asyncapi.yaml} says of events. */
final class EventSchemas {
    private final Map<String, Shape> shapes = new HashMap<>();

    EventSchemas() {
        JsonNode contract = contract();
        contract.at("/components/messages").forEach(message -> {
            // References in it lead from the root of the document.
            ObjectNode schema = contract.deepCopy();
            schema.setAll((ObjectNode) message.path("payload"));
            shapes.put(message.path("name").asText(), Shape.of(schema));
        });
    }

    static JsonNode contract() {
        try {
            return Document.read(Files.readAllBytes(Path.of("..", "api", "asyncapi.yaml")), Syntax.YAML)
                    .root();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> names() {
        return shapes.keySet();
    }

    void assertValid(JsonNode event) {
        String name = event.path("type").asText().replaceFirst("^dev\\.llmmarketplace\\.", "");
        Shape shape = Objects.requireNonNull(shapes.get(name), "the contract has no " + name);
        assertThat(shape.violations(event, "")).as(event.toPrettyString()).isEmpty();
    }
}
