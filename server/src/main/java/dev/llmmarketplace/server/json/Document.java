package dev.llmmarketplace.server.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.kernel.ProblemException;

/** A text that has been read: its tree, and where each part of it stands. */
public record Document(JsonNode root, Positions positions) {
    /**
     * @throws ProblemException {@code MALFORMED_REQUEST} with line and column for broken UTF-8, broken syntax, names given
     *     twice, more than one document, too deep nesting, and for YAML's aliases
     */
    public static Document read(byte[] bytes, Syntax syntax) {
        return new DocumentReader(Utf8.decode(bytes), syntax).read();
    }
}
