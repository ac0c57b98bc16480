package dev.llmmarketplace.server.manifest.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Follows {@code $ref} within one document, and nowhere else. */
public final class References {
    /** Nobody needs more in a row; without an end, a chain of all would be followed for each of its links. */
    private static final int LONGEST_CHAIN = 32;

    private final JsonNode document;

    public References(JsonNode document) {
        this.document = document;
    }

    /** Where a reference leads. */
    public sealed interface Target {
        /** To a value that is none itself. */
        record Value(JsonNode node) implements Target {}

        /** Out of the document. */
        record Elsewhere() implements Target {}

        /** To nothing. */
        record Nowhere() implements Target {}

        /** From one reference to the next, back to where it began or longer than anybody needs. */
        record Circle() implements Target {}
    }

    /** The text of a node's reference, if it has one. */
    public static Optional<String> of(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isTextual() ? Optional.of(reference.asText()) : Optional.empty();
    }

    public Target target(String reference) {
        Set<String> seen = new HashSet<>();
        String at = reference;
        while (seen.size() < LONGEST_CHAIN && seen.add(at)) {
            if (!at.startsWith("#")) {
                return new Target.Elsewhere();
            }
            JsonNode node = document.at(pointer(at));
            if (node.isMissingNode()) {
                return new Target.Nowhere();
            }
            Optional<String> next = of(node);
            if (next.isEmpty() || node.size() > 1) { // beside other keywords it adds to them
                return new Target.Value(node);
            }
            at = next.get();
        }
        return new Target.Circle();
    }

    /** The node itself, or what it refers to within the document; a missing node when that is nothing. */
    public JsonNode resolve(JsonNode node) {
        return of(node).map(reference ->
                        target(reference) instanceof Target.Value(var value) ? value : document.path("$none$"))
                .orElse(node);
    }

    /** Anchors, which are no pointers, lead nowhere. */
    private static JsonPointer pointer(String reference) {
        try {
            return JsonPointer.compile(
                    URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return JsonPointer.compile("/$none$");
        }
    }
}
