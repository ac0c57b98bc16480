package dev.llmmarketplace.server.rest;

import dev.llmmarketplace.server.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What is sent back.
 *
 * @param body not changed any more
 */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
    private static final String JSON = "application/json";

    /** @param body a wire record */
    public static Answer json(int status, Object body) {
        return new Answer(status, JSON, Json.bytes(body), Map.of());
    }

    /** @param body a wire record */
    public static Answer ok(Object body) {
        return json(200, body);
    }

    /** @param body a wire record */
    public static Answer created(Object body) {
        return json(201, body);
    }

    public static Answer noContent() {
        return new Answer(204, "", new byte[0], Map.of());
    }

    public static Answer bytes(String contentType, byte[] body) {
        return new Answer(200, contentType, body, Map.of());
    }

    public static Answer text(String contentType, String body) {
        return bytes(contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with these headers and no others. */
    public Answer with(Map<String, String> newHeaders) {
        return new Answer(status, contentType, body, newHeaders);
    }
}
