package dev.llmmarketplace.server.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.server.json.Json;
import java.util.Optional;

/** The small requests that show whether an endpoint speaks its dialect; none asks for more than sixteen tokens. */
record Exam(String route, String request, boolean anthropic, boolean embeddings) {
    private static final int TOKENS = 16;

    /** Empty for dialects of which nothing is known. */
    static Optional<Exam> of(ServiceManifest manifest, Endpoint endpoint) {
        if (endpoint.dialect() == Dialect.CUSTOM) {
            return Optional.empty();
        }
        ObjectNode request = (ObjectNode) Json.tree("{}");
        request.put("model", endpoint.upstreamModel());
        if (manifest.category() == Category.EMBEDDINGS) {
            request.put("input", "ping");
            return Optional.of(new Exam("/embeddings", request.toString(), false, true));
        }
        request.put("max_tokens", TOKENS);
        request.putArray("messages").addObject().put("role", "user").put("content", "Say: ping");
        boolean anthropic = endpoint.dialect() == Dialect.ANTHROPIC;
        return Optional.of(
                new Exam(anthropic ? "/messages" : "/chat/completions", request.toString(), anthropic, false));
    }

    /** What lacks in an answer to {@link #request}; empty when it has the dialect's shape. */
    Optional<String> complaint(JsonNode answer) {
        if (embeddings) {
            JsonNode vector = answer.at("/data/0/embedding");
            return vector.isArray() && !vector.isEmpty() || vector.isTextual()
                    ? Optional.empty()
                    : Optional.of("/data/0/embedding is no vector");
        }
        String pointer = anthropic ? "/content/0/text" : "/choices/0/message/content";
        if (!answer.at(pointer).isTextual()) {
            return Optional.of(pointer + " is no text");
        }
        return answer.path("usage").isObject() ? Optional.empty() : Optional.of("/usage is missing");
    }

    String streamed() {
        return with("stream", "true");
    }

    /** One that asks for the only tool there is. */
    String withTool() {
        String schema = "{\"type\": \"object\", \"properties\": {\"city\": {\"type\": \"string\"}}}";
        return anthropic
                ? with("tools", "[{\"name\": \"weather\", \"input_schema\": " + schema + "}]")
                : with(
                        "tools",
                        "[{\"type\": \"function\", \"function\": {\"name\": \"weather\", \"parameters\": " + schema
                                + "}}]");
    }

    String asJson() {
        return with("response_format", "{\"type\": \"json_object\"}");
    }

    /** One whose prompt is that. */
    String withPrompt(String prompt) {
        ObjectNode tree = (ObjectNode) Json.tree(request);
        ((ObjectNode) tree.path("messages").get(0)).put("content", prompt);
        return tree.toString();
    }

    /** One whose answer may have so many tokens. */
    String withOutput(long tokens) {
        return with("max_tokens", Long.toString(tokens));
    }

    /** Valid JSON, and no request. */
    String absurd() {
        return "{\"messages\": 7, \"input\": {}}";
    }

    private String with(String member, String json) {
        ObjectNode tree = (ObjectNode) Json.tree(request);
        return tree.set(member, Json.tree(json)).toString();
    }
}
