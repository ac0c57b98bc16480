package dev.llmmarketplace.gateway;

import dev.llmmarketplace.gateway.admit.Ticket;
import dev.llmmarketplace.gateway.forward.UpstreamRequest;
import dev.llmmarketplace.gateway.meter.Counted;
import dev.llmmarketplace.gateway.meter.OpenedRecord;
import dev.llmmarketplace.gateway.route.Target;
import dev.llmmarketplace.gateway.wire.AnswerScanner;
import dev.llmmarketplace.gateway.wire.ForwardedBody;
import dev.llmmarketplace.gateway.wire.RequestShape;
import dev.llmmarketplace.gateway.wire.Route;

/** An admitted request and what becomes of it: a record in the journal, a request to the provider. */
record Outbound(Route route, RequestShape shape, BodyReader body, Ticket ticket) {

    /** True when the caller wants events. */
    boolean streamed() {
        return route.generates() && shape.streamed();
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

    Counted counted(AnswerScanner scanner, long bytes) {
        return new Counted(
                shape.prompt(), scanner.usage(), scanner.characters(), bytes, ticket.choices(), ticket.mostOutput());
    }

    UpstreamRequest request(Arrival arrival) {
        Target.Way way = ticket.way();
        return new UpstreamRequest(
                way.origin(),
                way.head(route),
                headers(arrival),
                forwardedBody(way),
                ticket.target().timeout().toNanos());
    }

    private ForwardedBody forwardedBody(Target.Way way) {
        ForwardedBody forwarded = new ForwardedBody(body.bytes(), body.length(), shape, way.model());
        if (streamed() && !shape.usageAsked()) {
            forwarded.askForUsage(shape);
        }
        if (ticket.bound() != RequestShape.UNBOUNDED) {
            forwarded.limitOutput(shape, ticket.bound(), way.completionTokens());
        }
        return forwarded;
    }

    private String headers(Arrival arrival) {
        StringBuilder lines = new StringBuilder(160);
        lines.append(streamed() ? "accept: text/event-stream\r\n" : "accept: application/json\r\n");
        lines.append("x-request-id: ").append(arrival.requestId()).append("\r\n");
        lines.append("x-marketplace-call-id: ").append(arrival.call()).append("\r\n");
        RequestIds.passOn(lines, "traceparent", arrival.request().getHeader("traceparent"));
        RequestIds.passOn(lines, "tracestate", arrival.request().getHeader("tracestate"));
        return lines.toString();
    }
}
