package dev.llmmarketplace.server.telemetry;

import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.telemetry.Span;
import dev.llmmarketplace.gateway.observe.EndedCall;
import dev.llmmarketplace.gateway.observe.Trace;
import dev.llmmarketplace.gateway.observe.Visit;
import dev.llmmarketplace.gateway.route.Destination;
import dev.llmmarketplace.gateway.wire.Route;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A call as a span by OpenTelemetry's semantic conventions for generative AI (client spans, as of v1.37). What they have
 * no name for stands under {@code marketplace}. Nothing of prompts and answers is in it.
 */
final class CallSpan {
    private CallSpan() {}

    static Span of(Visit visit, Trace trace, EndedCall call) {
        String operation = operation(call.route());
        String model = call.target().service().name().toString();
        long start = TimeUnit.MILLISECONDS.toNanos(visit.startedAtMillis());
        return new Span(
                trace.traceId(),
                trace.spanId(),
                trace.parent() == 0 ? null : trace.parentId(),
                Span.Kind.CLIENT,
                operation + " " + model,
                start,
                start + TimeUnit.MICROSECONDS.toNanos(call.durationMicros()),
                attributes(visit, call, operation, model),
                error(call));
    }

    private static Map<String, Object> attributes(Visit visit, EndedCall call, String operation, String model) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("gen_ai.operation.name", operation);
        attributes.put("gen_ai.request.model", model);
        attributes.put("gen_ai.usage.input_tokens", call.billed().promptTokens());
        attributes.put("gen_ai.usage.output_tokens", call.billed().answerTokens());
        Destination destination = call.destination();
        if (destination != null) {
            attributes.put(
                    "gen_ai.provider.name", destination.endpoint().dialect().wireName());
            attributes.put("server.address", destination.origin().host());
            attributes.put("server.port", (long) destination.origin().port());
            if (call.outcome() == Outcome.COMPLETED) {
                attributes.put("gen_ai.response.model", destination.endpoint().upstreamModel());
            }
        }
        if (call.upstreamStatus() > 0) {
            attributes.put("http.response.status_code", (long) call.upstreamStatus());
        }
        String error = error(call);
        if (error != null) {
            attributes.put("error.type", error);
        }
        attributes.put("marketplace.call.id", visit.call().toString());
        attributes.put("marketplace.request.id", visit.requestId());
        attributes.put("marketplace.service", call.target().label());
        attributes.put("marketplace.organisation", call.parties().consumer().toString());
        attributes.put("marketplace.route", call.route().scope());
        attributes.put("marketplace.outcome", call.outcome().wireName());
        attributes.put("marketplace.streamed", call.streamed());
        attributes.put("marketplace.attempts", (long) call.attempts());
        attributes.put("marketplace.cost.nanos", call.costNanos());
        attributes.put("marketplace.cost.currency", call.currency());
        if (call.firstByteMicros() > 0) {
            attributes.put("marketplace.first_byte.micros", call.firstByteMicros());
        }
        return attributes;
    }

    private static String operation(Route route) {
        if (route == Route.EMBEDDINGS) {
            return "embeddings";
        }
        if (route == Route.COMPLETIONS) {
            return "text_completion";
        }
        return route.generates() ? "chat" : route.scope();
    }

    /** One of few words, or the provider's status; null when nothing went wrong. */
    private static @Nullable String error(EndedCall call) {
        return switch (call.outcome()) {
            case COMPLETED, CLIENT_CLOSED -> null;
            case UPSTREAM_ERROR -> Objects.toString(call.upstreamStatus());
            case UPSTREAM_TIMEOUT -> "timeout";
            case UPSTREAM_FAILED, CUT_OFF, INTERRUPTED -> call.outcome().wireName();
        };
    }
}
