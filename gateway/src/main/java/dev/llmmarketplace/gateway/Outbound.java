package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.gateway.admit.Ticket;
import dev.llmmarketplace.gateway.forward.AnswerHead;
import dev.llmmarketplace.gateway.forward.UpstreamRequest;
import dev.llmmarketplace.gateway.meter.Counted;
import dev.llmmarketplace.gateway.meter.OpenedRecord;
import dev.llmmarketplace.gateway.observe.Trace;
import dev.llmmarketplace.gateway.route.Destination;
import dev.llmmarketplace.gateway.route.Itinerary;
import dev.llmmarketplace.gateway.route.OutputHistory;
import dev.llmmarketplace.gateway.translate.AnswerTranslation;
import dev.llmmarketplace.gateway.translate.Asking;
import dev.llmmarketplace.gateway.translate.RequestTranslation;
import dev.llmmarketplace.gateway.translate.TranslatedRequest;
import dev.llmmarketplace.gateway.wire.AnswerScanner;
import dev.llmmarketplace.gateway.wire.ForwardedBody;
import dev.llmmarketplace.gateway.wire.PromptSize;
import dev.llmmarketplace.gateway.wire.RequestShape;
import dev.llmmarketplace.gateway.wire.Route;
import dev.llmmarketplace.gateway.wire.WireError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An admitted request and what becomes of it: a record in the journal, a request to the provider.
 *
 * @param translated the body in the provider's dialect; null when that is the caller's
 * @param keeper null when the answer is not kept
 */
record Outbound(
        Route route,
        RequestShape shape,
        BodyReader body,
        Ticket ticket,
        @Nullable Translated translated,
        @Nullable AnswerKeeper keeper) {

    private static final int LONGEST_COUNT = 12;

    /** A translated body; its model is that of one endpoint. */
    record Translated(Destination to, byte[] bytes) {}

    /** By which route the provider is called. */
    Route upstreamRoute() {
        Route upstream = route.in(ticket.way().dialect());
        if (upstream == null) {
            throw new IllegalStateException("admitted by " + route + ", which the provider does not serve");
        }
        return upstream;
    }

    /** For its answer; null when that goes on as it is. */
    @Nullable
    AnswerTranslation translation(String requestId) {
        return translated == null ? null : AnswerTranslation.of(route, requestId, shape.usageAsked());
    }

    /** True when the caller wants events. */
    boolean streamed() {
        return route.generates() && shape.streamed();
    }

    /** @param first the place of the endpoint that was chosen */
    Itinerary itinerary(int first) {
        return new Itinerary(ticket.way().destinations(), ticket.excluded(), first);
    }

    /** What is known of the times to the first byte; null when the service does not hedge. */
    @Nullable
    OutputHistory firstBytes() {
        return ticket.target().firstBytes(streamed());
    }

    OpenedRecord opened(Arrival arrival) {
        return new OpenedRecord(
                arrival.call(),
                arrival.requestId(),
                ticket.parties(),
                ticket.way().priceVersion(),
                ticket.way().prices().currency(),
                route.scope(),
                streamed(),
                arrival.startedAtMillis(),
                ticket.reservation().heldTokens(),
                ticket.reservation().heldNanos());
    }

    /** Null when nothing of it is billed. */
    @Nullable
    Counted counted(AnswerScanner scanner, long bytes) {
        if (!route.billed()) {
            return null;
        }
        long seen = shape.hiddenOutput() ? Integer.MAX_VALUE : bytes;
        return new Counted(
                shape.prompt(), scanner.usage(), scanner.characters(), seen, ticket.choices(), ticket.mostOutput());
    }

    /** Where nothing is reported and tokens have a price, text has as many as text usually has. */
    Counted countedOpaque(AnswerHead head, AnswerScanner scanner, long bytes) {
        long input = tokens(head.passed(AnswerHead.INPUT_TOKENS));
        long output = tokens(head.passed(AnswerHead.OUTPUT_TOKENS));
        if (input >= 0 || output >= 0) {
            scanner.reported(Math.max(0, input), Math.max(0, output));
        }
        boolean priced = ticket.way().prices().model() == PricingModel.PER_TOKEN;
        return new Counted(
                priced || scanner.usage().present() ? shape.prompt() : PromptSize.NONE,
                scanner.usage(),
                priced && head.isText() ? bytes : 0,
                bytes,
                1,
                Long.MAX_VALUE);
    }

    private static long tokens(@Nullable String header) {
        if (header == null || header.isEmpty() || header.length() > LONGEST_COUNT) {
            return -1;
        }
        long count = 0;
        for (int i = 0; i < header.length(); i++) {
            int digit = header.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            count = count * 10 + digit;
        }
        return count;
    }

    /**
     * @param attempt 1 for the first one
     * @param deadline by {@link System#nanoTime}
     */
    UpstreamRequest request(Arrival arrival, Destination to, int attempt, long deadline) {
        return new UpstreamRequest(
                to.origin(),
                to.head(upstreamRoute()),
                headers(arrival, attempt),
                forwardedBody(to),
                ticket.target().patience(),
                deadline);
    }

    /** The body in the provider's dialect, as that endpoint gets it. */
    static TranslatedRequest translation(
            Route route, RequestShape shape, BodyReader body, Ticket ticket, Destination to) {
        Asking asking = new Asking(
                to.model(), ticket.mostOutput(), route.generates() && shape.streamed(), to.completionTokens());
        return RequestTranslation.of(route, body.bytes(), body.length(), asking);
    }

    private byte[] translatedFor(Translated first, Destination to) {
        if (first.to() == to) {
            return first.bytes();
        }
        return switch (translation(route, shape, body, ticket, to)) {
            case TranslatedRequest.Usable(byte[] bytes, List<String> _) -> bytes;
            case TranslatedRequest.Refused(WireError error) ->
                throw new IllegalStateException("was translated before: " + error.message());
        };
    }

    private ForwardedBody forwardedBody(Destination to) {
        if (translated != null) {
            return new ForwardedBody(translatedFor(translated, to));
        }
        if (route.opaque()) {
            return new ForwardedBody(body.bytes(), body.length());
        }
        ForwardedBody forwarded = new ForwardedBody(body.bytes(), body.length(), shape, to.model());
        if (streamed() && !shape.usageAsked()) {
            forwarded.askForUsage(shape);
        }
        if (ticket.bound() != RequestShape.UNBOUNDED) {
            forwarded.limitOutput(shape, ticket.bound(), to.completionTokens());
        }
        return forwarded;
    }

    private String headers(Arrival arrival, int attempt) {
        StringBuilder lines = new StringBuilder(160);
        if (route.opaque()) {
            OpaqueHeaders.put(lines, arrival.request().headers());
        } else {
            lines.append(streamed() ? "accept: text/event-stream\r\n" : "accept: application/json\r\n");
        }
        lines.append("x-request-id: ").append(arrival.requestId()).append("\r\n");
        lines.append("x-marketplace-call-id: ").append(arrival.call()).append("\r\n");
        if (attempt > 1) {
            lines.append("x-marketplace-attempt: ").append(attempt).append("\r\n");
        }
        if (ticket.way().dialect() == Dialect.ANTHROPIC) {
            AnthropicHeaders.put(lines, arrival.request().headers());
        }
        Trace trace = arrival.trace();
        if (trace == null) {
            RequestIds.passOn(lines, "traceparent", arrival.request().getHeader("traceparent"));
        } else {
            trace.put(lines);
        }
        RequestIds.passOn(lines, "tracestate", arrival.request().getHeader("tracestate"));
        return lines.toString();
    }
}
