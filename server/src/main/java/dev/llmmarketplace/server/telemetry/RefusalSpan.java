package dev.llmmarketplace.server.telemetry;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.telemetry.Span;
import dev.llmmarketplace.gateway.admit.RingKey;
import dev.llmmarketplace.gateway.observe.Trace;
import dev.llmmarketplace.gateway.observe.Visit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A request that was refused and went nowhere, as a span by OpenTelemetry's semantic conventions for HTTP servers. Its name
 * is the method alone: a refused request's path may be anything.
 */
final class RefusalSpan {
    private RefusalSpan() {}

    /** @param key null when it had none that is known */
    static Span of(Visit visit, Trace trace, @Nullable RingKey key, ErrorCode code) {
        long start = TimeUnit.MILLISECONDS.toNanos(visit.startedAtMillis());
        return new Span(
                trace.traceId(),
                trace.spanId(),
                trace.parent() == 0 ? null : trace.parentId(),
                Span.Kind.SERVER,
                visit.method(),
                start,
                start + System.nanoTime() - visit.startedAtNanos(),
                attributes(visit, key, code),
                code.code());
    }

    private static Map<String, Object> attributes(Visit visit, @Nullable RingKey key, ErrorCode code) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("http.request.method", visit.method());
        attributes.put("url.path", visit.path());
        attributes.put("http.response.status_code", (long) code.status());
        attributes.put("error.type", code.code());
        attributes.put("marketplace.request.id", visit.requestId());
        attributes.put("marketplace.outcome", "refused");
        if (key != null) {
            attributes.put("marketplace.organisation", key.organisation().toString());
        }
        return attributes;
    }
}
