package dev.llmmarketplace.server.telemetry;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.gateway.admit.RingKey;
import dev.llmmarketplace.gateway.observe.EndedCall;
import dev.llmmarketplace.gateway.observe.Trace;
import dev.llmmarketplace.gateway.observe.Visit;
import dev.llmmarketplace.gateway.route.Destination;
import dev.llmmarketplace.server.json.Json;
import dev.llmmarketplace.server.logging.Redaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request when it has ended, copied so that the line can be written later. Bodies are not in it, nor
 * values of the query; of the key its public prefix, of the caller's address the first part; headers that are not asked
 * for are left out, and those that are go through {@link Redaction}.
 */
record AccessRecord(Map<String, Object> fields) {
    private static final int CLIENT_CLOSED = 499;
    /** To another protocol, whose sessions have no status. */
    private static final int SWITCHED = 101;

    private static final int NANO_DIGITS = 9;

    static AccessRecord of(Visit visit, EndedCall call, List<String> headers) {
        Map<String, Object> fields = request(visit, headers);
        fields.put("organisation", call.parties().consumer().toString());
        fields.put("keyId", call.parties().key().toString());
        fields.put("service", call.target().label());
        fields.put("route", call.route().scope());
        Destination destination = call.destination();
        if (destination != null) {
            fields.put("endpoint", destination.origin().toString());
        }
        fields.put("outcome", call.outcome().wireName());
        fields.put("status", status(call));
        fields.put("upstreamStatus", call.upstreamStatus());
        fields.put("streamed", call.streamed());
        fields.put("promptTokens", call.billed().promptTokens());
        fields.put("answerTokens", call.billed().answerTokens());
        fields.put("cost", BigDecimal.valueOf(call.costNanos(), NANO_DIGITS).toPlainString());
        fields.put("currency", call.currency());
        fields.put("durationMicros", call.durationMicros());
        fields.put("firstByteMicros", call.firstByteMicros());
        fields.put("attempts", call.attempts());
        return new AccessRecord(fields);
    }

    /** @param key null when it is not known */
    static AccessRecord of(Visit visit, @Nullable RingKey key, ErrorCode code, List<String> headers) {
        Map<String, Object> fields = request(visit, headers);
        if (key != null) {
            fields.put("organisation", key.organisation().toString());
            fields.put("keyId", key.id().toString());
        }
        fields.put("outcome", "refused");
        fields.put("code", code.code());
        fields.put("status", code.status());
        fields.put("durationMicros", (System.nanoTime() - visit.startedAtNanos()) / 1000);
        return new AccessRecord(fields);
    }

    private static Map<String, Object> request(Visit visit, List<String> headers) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", Instant.ofEpochMilli(visit.startedAtMillis()).toString());
        fields.put("call", visit.call().toString());
        fields.put("requestId", visit.requestId());
        fields.put("method", visit.method());
        fields.put("path", visit.path());
        putIfAny(fields, "query", Disclosure.query(visit.query()));
        fields.put("client", Disclosure.address(visit.address()));
        putIfAny(fields, "key", Disclosure.key(visit.header("authorization"), visit.header("x-api-key")));
        Trace trace = visit.trace();
        putIfAny(fields, "trace", trace == null ? Trace.idIn(visit.header("traceparent")) : trace.traceId());
        for (String header : headers) {
            putIfAny(fields, "header." + header, visit.header(header));
        }
        return fields;
    }

    private static void putIfAny(Map<String, Object> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    /** What the caller was told; 499 when he did not wait for it. */
    private static int status(EndedCall call) {
        int upstream = call.upstreamStatus();
        return switch (call.outcome()) {
            case COMPLETED -> upstream == 0 ? SWITCHED : upstream;
            case CUT_OFF -> upstream == 0 ? ErrorCode.BUDGET_EXHAUSTED.status() : upstream;
            case UPSTREAM_ERROR ->
                switch (upstream) {
                    case 401, 402, 403, 407 -> ErrorCode.UPSTREAM_FAILED.status();
                    default -> upstream;
                };
            case UPSTREAM_FAILED -> begun(call) ? upstream : ErrorCode.UPSTREAM_FAILED.status();
            case UPSTREAM_TIMEOUT -> begun(call) ? upstream : ErrorCode.UPSTREAM_TIMEOUT.status();
            case CLIENT_CLOSED -> CLIENT_CLOSED;
            case INTERRUPTED -> ErrorCode.UNAVAILABLE.status();
        };
    }

    /** A stream's status has gone out before its end was known. */
    private static boolean begun(EndedCall call) {
        return call.streamed() && call.upstreamStatus() >= 200 && call.upstreamStatus() < 300;
    }

    /** Texts of the caller's are redacted here, off the event loop. */
    String line() {
        Map<String, Object> shown = new LinkedHashMap<>(fields);
        shown.replaceAll((name, value) -> callersOwn(name) ? Redaction.of(Objects.toString(value)) : value);
        return Json.text(shown);
    }

    private static boolean callersOwn(String name) {
        return name.equals("requestId") || name.equals("path") || name.equals("query") || name.startsWith("header.");
    }
}
