package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.gateway.admit.Admission;
import dev.llmmarketplace.gateway.admit.RingKey;
import dev.llmmarketplace.gateway.admit.Ticket;
import dev.llmmarketplace.gateway.route.Target;
import dev.llmmarketplace.gateway.translate.Asking;
import dev.llmmarketplace.gateway.translate.RequestTranslation;
import dev.llmmarketplace.gateway.translate.TranslatedRequest;
import dev.llmmarketplace.gateway.wire.RequestScanner;
import dev.llmmarketplace.gateway.wire.RequestShape;
import dev.llmmarketplace.gateway.wire.Route;
import dev.llmmarketplace.gateway.wire.ScannedBody;
import dev.llmmarketplace.gateway.wire.WireError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call up to its admission: {@link #read} the request, {@link #admit} it; then it is {@link Forwarded}. Nothing has
 * been taken before, so nothing is settled when it ends here. Belongs to one event loop.
 */
final class Call {
    static final long RETRY_SOON = 1_000_000_000;

    private final Station station;
    private final Arrival arrival;
    private final Route route;
    private final RingKey key;
    private final BodyReader body;
    private @Nullable Forwarded forwarded;
    /** Set when nothing more can be said to the caller: answered, or gone. */
    private boolean over;

    Call(Station station, Arrival arrival, Route route, RingKey key) {
        this.station = station;
        this.arrival = arrival;
        this.route = route;
        this.key = key;
        this.body = new BodyReader(limit(station), station.bodyMemory());
    }

    private static int limit(Station station) {
        return station.settings().limits().bodyBytes();
    }

    void read() {
        HttpServerRequest request = arrival.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && (length.length() > 10 || Long.parseLong(length) > limit(station))) {
            stopReading(BodyReader.Added.TOO_LARGE);
            return;
        }
        request.response().closeHandler(_ -> callerGone());
        request.handler(this::piece).endHandler(_ -> admit());
    }

    private void piece(Buffer piece) {
        if (!over) {
            BodyReader.Added added = body.add(piece);
            if (added != BodyReader.Added.YES) {
                stopReading(added);
            }
        }
    }

    private void stopReading(BodyReader.Added why) {
        over = true;
        WireError error = why == BodyReader.Added.TOO_LARGE
                ? WireError.of(
                        ErrorCode.PAYLOAD_TOO_LARGE, "The body may have " + limit(station) + " bytes at the most.")
                : WireError.of(ErrorCode.UNAVAILABLE, "Too many long requests at present. Try again shortly.");
        station.metrics().refused(error.code());
        arrival.reply().refuseAndClose(error);
    }

    private void callerGone() {
        over = true;
        body.release();
        if (forwarded != null) {
            forwarded.callerGone();
        }
    }

    private void admit() {
        if (over) {
            return;
        }
        switch (RequestScanner.scan(route, body.bytes(), body.length())) {
            case ScannedBody.Unusable(String message, String member) ->
                refuse(new WireError(ErrorCode.MALFORMED_REQUEST, message, member), 0);
            case ScannedBody.Usable(RequestShape shape) ->
                station.gatekeeper()
                        .admit(
                                key,
                                route,
                                shape,
                                arrival.startedAtMillis(),
                                station.loop(),
                                admission -> decided(shape, admission));
        }
    }

    private void decided(RequestShape shape, Admission admission) {
        switch (admission) {
            case Admission.Refused refused -> {
                if (refused.grant() != null) {
                    arrival.reply().limitedBy(refused.grant());
                }
                refuse(refused.error(), refused.retryAfterNanos());
            }
            case Admission.Admitted(Ticket ticket) -> {
                if (over) {
                    ticket.close();
                } else {
                    forward(shape, ticket);
                }
            }
        }
    }

    private void forward(RequestShape shape, Ticket ticket) {
        arrival.reply().limitedBy(ticket.grant());
        if (station.upstreams().underWay() >= station.settings().limits().inFlight()) {
            ticket.close();
            refuse(WireError.of(ErrorCode.UNAVAILABLE, "Too many calls are under way."), RETRY_SOON);
            return;
        }
        if (route.dialect() == ticket.way().dialect()) {
            forward(new Outbound(route, shape, body, ticket, null));
        } else {
            translate(shape, ticket);
        }
    }

    private void translate(RequestShape shape, Ticket ticket) {
        Target.Way way = ticket.way();
        Asking asking = new Asking(
                way.model(), ticket.mostOutput(), route.generates() && shape.streamed(), way.completionTokens());
        switch (RequestTranslation.of(route, body.bytes(), body.length(), asking)) {
            case TranslatedRequest.Refused(WireError error) -> {
                ticket.close();
                refuse(error, 0);
            }
            case TranslatedRequest.Usable(byte[] translated, List<String> ignored) -> {
                arrival.reply().ignores(ignored);
                forward(new Outbound(route, shape, body, ticket, translated));
            }
        }
    }

    private void forward(Outbound outbound) {
        forwarded = Forwarded.open(station, arrival, outbound);
        if (forwarded == null) {
            refuse(WireError.of(ErrorCode.STORAGE_FULL, "Usage cannot be recorded at present."), RETRY_SOON);
        } else {
            forwarded.send();
        }
    }

    private void refuse(WireError error, long retryAfterNanos) {
        over = true;
        body.release();
        station.metrics().refused(error.code());
        arrival.reply().refuse(error, retryAfterNanos);
    }
}
