package dev.llmmarketplace.server.rest;

import dev.llmmarketplace.server.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What is sent back.
 *
 * @param body not changed any more
 * @param events what is sent after the body, as long as it takes
 */
public record Answer(
        int status, String contentType, byte[] body, Map<String, String> headers, Optional<EventStream> events) {
    private static final String JSON = "application/json";

    public Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
        this(status, contentType, body, headers, Optional.empty());
    }

    /** Server-sent events (HTML, section 9.2), written one after another by the thread that carries out the operation. */
    @FunctionalInterface
    public interface EventStream {
        /** Returns when there is nothing more to tell, or when nobody listens any more. */
        void write(Sink sink);

        /** Where events go. */
        interface Sink {
            /**
             * Waits until there is room.
             *
             * @return false when nobody listens any more
             */
            boolean send(String text);
        }
    }

    public static Answer events(EventStream events) {
        Map<String, String> headers = Map.of("cache-control", "no-store", "x-accel-buffering", "no");
        return new Answer(200, "text/event-stream", new byte[0], headers, Optional.of(events));
    }

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
        return new Answer(status, contentType, body, newHeaders, events);
    }
}
