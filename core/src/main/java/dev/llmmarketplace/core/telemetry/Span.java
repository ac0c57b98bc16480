package dev.llmmarketplace.core.telemetry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call as a span (OpenTelemetry).
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 * @param parentId null when the trace begins with it
 * @param startNanos since 1970
 * @param attributes texts, whole numbers and truth values
 * @param error null when the call was answered
 */
public record Span(
        String traceId,
        String spanId,
        @Nullable String parentId,
        Kind kind,
        String name,
        long startNanos,
        long endNanos,
        Map<String, Object> attributes,
        @Nullable String error) {
    /** What the call was when it ended. */
    public enum Kind {
        /** It went to a provider. */
        CLIENT,
        /** It came, and went nowhere. */
        SERVER
    }

    public Span {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }
}
