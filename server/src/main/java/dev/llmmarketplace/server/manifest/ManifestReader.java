package dev.llmmarketplace.server.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.ManifestSignature;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.json.Document;
import dev.llmmarketplace.server.json.Json;
import dev.llmmarketplace.server.json.Pointer;
import dev.llmmarketplace.server.json.Positions;
import dev.llmmarketplace.server.json.Shape;
import dev.llmmarketplace.server.json.Syntax;
import dev.llmmarketplace.server.manifest.ManifestBody.SignatureBody;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads manifests. Thread-safe. */
public final class ManifestReader {
    private static final Comparator<Violation> IN_ORDER = Comparator.comparingInt(
            violation -> violation.place() == null ? 0 : violation.place().line());

    private final Shape manifest;
    private final Shape schemas = Shape.ofSchemas();

    /** @param schema the contract's {@code service-manifest.schema.json} */
    public ManifestReader(JsonNode schema) {
        manifest = Shape.of(schema);
    }

    /** @throws ProblemException {@code MALFORMED_REQUEST} when it is no document of {@code syntax} at all */
    public ManifestReading read(byte[] text, Syntax syntax) {
        Document document = Document.read(text, syntax);
        return read(document.root(), document.positions());
    }

    /** Reads a manifest that is part of a larger document. */
    public ManifestReading read(JsonNode tree, Positions positions) {
        List<Violation> violations = new ArrayList<>(manifest.violations(tree, ""));
        if (!violations.isEmpty()) {
            return unreadable(violations, positions);
        }
        checkParameterSchemas(tree, violations);
        if (tree.path("endpoints").size() == 1 && !tree.has("endpoint")) {
            positions.rename("/endpoint", "/endpoints/0"); // the rules call a single one so
        }
        ManifestBody body = Json.bind(tree, ManifestBody.class);
        Optional<ServiceManifest> made = new ManifestMapping(body, violations)
                .manifest()
                .map(manifest -> body.signature() == null ? manifest : signed(manifest, body.signature(), tree));
        return violations.isEmpty() && made.isPresent()
                ? new ManifestReading.Read(made.get(), body.credentials(), positions)
                : unreadable(violations, positions);
    }

    private static ServiceManifest signed(ServiceManifest manifest, SignatureBody signature, JsonNode tree) {
        try {
            CanonicalManifest canonical = CanonicalManifest.of(tree);
            return manifest.signed(
                    new ManifestSignature(signature.key(), canonical.digest(), canonical.size(), signature.value()));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.invalid(
                    "/signature",
                    "of a manifest that has a canonical form",
                    String.valueOf(e.getMessage()),
                    "Write numbers that are no larger than a double."));
        }
    }

    private void checkParameterSchemas(JsonNode tree, List<Violation> violations) {
        JsonNode capabilities = tree.path("capabilities");
        for (int i = 0; i < capabilities.size(); i++) {
            JsonNode parameters = capabilities.get(i).path("parameters");
            if (parameters.isObject()) {
                String pointer = Pointer.item("/capabilities", i) + "/parameters";
                violations.addAll(schemas.violations(parameters, pointer));
            }
        }
    }

    private static ManifestReading.Unreadable unreadable(List<Violation> violations, Positions positions) {
        return new ManifestReading.Unreadable(
                violations.stream().map(positions::locate).sorted(IN_ORDER).toList());
    }
}
