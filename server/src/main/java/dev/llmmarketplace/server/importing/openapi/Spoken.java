package dev.llmmarketplace.server.importing.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.server.manifest.openapi.Operations.Operation;
import dev.llmmarketplace.server.manifest.openapi.References;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dialect that a document's operations show.
 *
 * @param dialect custom when they are like nobody else's
 * @param prefix what stands in the paths before the dialect's own; belongs to the endpoint's address
 * @param operations those that the marketplace calls: the dialect's, or all of a custom one
 */
record Spoken(Dialect dialect, String prefix, List<Operation> operations) {
    /** The ends of the paths, and what is done there. */
    private static final Map<String, String> OPENAI = Map.of(
            "/chat/completions", "chat",
            "/completions", "completions",
            "/responses", "responses",
            "/embeddings", "embeddings");

    private static final String MESSAGES = "/messages";

    static Spoken in(List<Operation> operations, References references) {
        List<Operation> openai = operations.stream()
                .filter(operation -> posted(operation) && openai(operation).isPresent())
                .toList();
        if (!openai.isEmpty()) {
            return of(Dialect.OPENAI, openai, openai(openai.getFirst()).orElseThrow());
        }
        List<Operation> anthropic = operations.stream()
                .filter(operation ->
                        posted(operation) && operation.path().endsWith(MESSAGES) && versioned(operation, references))
                .toList();
        return anthropic.isEmpty()
                ? new Spoken(Dialect.CUSTOM, "", operations)
                : of(Dialect.ANTHROPIC, anthropic, MESSAGES);
    }

    private static Spoken of(Dialect dialect, List<Operation> operations, String end) {
        String path = operations.getFirst().path();
        return new Spoken(dialect, path.substring(0, path.length() - end.length()), operations);
    }

    private static boolean posted(Operation operation) {
        return operation.method().equals("post");
    }

    /** The end of its path, the longest that fits. */
    private static Optional<String> openai(Operation operation) {
        return OPENAI.keySet().stream()
                .filter(operation.path()::endsWith)
                .max((one, other) -> Integer.compare(one.length(), other.length()));
    }

    /** Others have messages as well; those of Anthropic's dialect say which version of it they speak. */
    private static boolean versioned(Operation operation, References references) {
        return names(operation.body(), references) || names(operation.item(), references);
    }

    private static boolean names(JsonNode holder, References references) {
        for (JsonNode parameter : holder.path("parameters")) {
            if (references.resolve(parameter).path("name").asText().equalsIgnoreCase("anthropic-version")) {
                return true;
            }
        }
        return false;
    }

    /** What the dialect calls the operation; empty in a custom one. */
    Optional<String> name(Operation operation) {
        return switch (dialect) {
            case OPENAI -> openai(operation).map(OPENAI::get);
            case ANTHROPIC -> Optional.of("chat");
            case CUSTOM -> Optional.empty();
        };
    }

    Optional<Category> category() {
        if (dialect == Dialect.CUSTOM) {
            return Optional.empty();
        }
        boolean onlyVectors = operations.stream()
                .allMatch(operation ->
                        name(operation).filter("embeddings"::equals).isPresent());
        return Optional.of(onlyVectors ? Category.EMBEDDINGS : Category.TEXT_GENERATION);
    }
}
