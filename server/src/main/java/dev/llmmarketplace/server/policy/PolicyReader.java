package dev.llmmarketplace.server.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.governance.Policy;
import dev.llmmarketplace.core.governance.PolicyId;
import dev.llmmarketplace.core.governance.PolicyLanguage;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.json.Document;
import dev.llmmarketplace.server.json.Json;
import dev.llmmarketplace.server.json.Pointer;
import dev.llmmarketplace.server.json.Shape;
import dev.llmmarketplace.server.json.Syntax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads policies and checks their expressions. Thread-safe. */
public final class PolicyReader {
    private final Shape shape;
    private final PolicyLanguage language;

    /** @param schema of {@code PolicyDocument} in the contract */
    public PolicyReader(JsonNode schema, PolicyLanguage language) {
        this.shape = Shape.of(schema);
        this.language = language;
    }

    /**
     * @throws ProblemException {@code MALFORMED_REQUEST} when it is no document of {@code syntax}; {@code
     *     VALIDATION_FAILED} with every mistake and its place in the text
     */
    public List<Policy> read(byte[] text, Syntax syntax) {
        Document document = Document.read(text, syntax);
        List<Violation> violations = new ArrayList<>(shape.violations(document.root(), ""));
        List<Policy> policies = violations.isEmpty() ? policies(document, violations) : List.of();
        if (!violations.isEmpty()) {
            throw new ProblemException(Problem.invalid(
                    violations.stream().map(document.positions()::locate).toList()));
        }
        return policies;
    }

    private List<Policy> policies(Document document, List<Violation> violations) {
        List<Policy> policies = Json.bind(document.root(), PolicyDocument.class).policies().stream()
                .map(PolicyDocument.Entry::toPolicy)
                .toList();
        Set<PolicyId> seen = new HashSet<>();
        for (int i = 0; i < policies.size(); i++) {
            String pointer = Pointer.item("/policies", i);
            Policy policy = policies.get(i);
            language.check(policy).forEach(mistake -> violations.add(mistake.about(pointer + mistake.field())));
            if (!seen.add(policy.id())) {
                violations.add(new Violation(
                        pointer + "/id",
                        "different for each policy",
                        "was '" + policy.id() + "' twice",
                        "Take one of them out."));
            }
        }
        return policies;
    }
}
