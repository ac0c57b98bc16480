package dev.llmmarketplace.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.json.Document;
import dev.llmmarketplace.server.json.Json;
import dev.llmmarketplace.server.json.Syntax;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The contracts in {@code api/}, as they are packaged with the program: the operations that drive the edge, and the texts
 * that are served.
 */
public final class Contract {
    private static final String MANIFEST = "service-manifest.schema.json";

    private final byte[] yaml;
    private final byte[] events;
    private final byte[] manifestText;
    private final JsonNode manifestSchema;
    private final List<Operation> operations;
    private final JsonNode tree;

    private Contract(byte[] yaml, byte[] events, byte[] manifestText) {
        this.yaml = yaml;
        this.events = events;
        this.manifestText = manifestText;
        this.manifestSchema = Document.read(manifestText, Syntax.JSON).root();
        this.tree = Document.read(yaml, Syntax.YAML).root();
        this.operations = new ContractReader(tree).operations();
    }

    public static Contract load() {
        return new Contract(resource("openapi.yaml"), resource("asyncapi.yaml"), resource(MANIFEST));
    }

    List<Operation> operations() {
        return operations;
    }

    /** As it stands in the repository. */
    public byte[] yaml() {
        return yaml.clone();
    }

    /** What webhooks are sent: {@code asyncapi.yaml}, as it stands in the repository. */
    public byte[] events() {
        return events.clone();
    }

    /** In one piece: the manifest's schema is a component of it. */
    public byte[] json() {
        return Json.bytes(bundled(tree, manifestText));
    }

    public byte[] manifestText() {
        return manifestText.clone();
    }

    public JsonNode manifestSchema() {
        return manifestSchema;
    }

    /** A schema of the contract, with everything in it that it refers to. */
    public JsonNode schema(String name) {
        return new ContractReader(tree).resolve(tree.at("/components/schemas/" + name));
    }

    private static JsonNode bundled(JsonNode tree, byte[] manifestText) {
        String component = "#/components/schemas/ServiceManifest";
        String manifest = new String(manifestText, StandardCharsets.UTF_8).replace("#/$defs/", component + "/$defs/");
        ObjectNode schema = (ObjectNode) Document.read(manifest.getBytes(StandardCharsets.UTF_8), Syntax.JSON)
                .root();
        schema.remove(List.of("$id", "$schema"));
        String whole = Json.text(tree).replace('"' + MANIFEST + '"', '"' + component + '"');
        JsonNode bundle = Document.read(whole.getBytes(StandardCharsets.UTF_8), Syntax.JSON)
                .root();
        ((ObjectNode) bundle.at("/components/schemas")).set("ServiceManifest", schema);
        return bundle;
    }

    private static byte[] resource(String name) {
        try (InputStream in = Contract.class.getResourceAsStream("/api/" + name)) {
            return Objects.requireNonNull(in, () -> "the program was built without api/" + name)
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
