package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.catalog.Residency;
import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.replay.ReplayStore;
import dev.llmmarketplace.core.replay.ReplayStore.Asked;
import dev.llmmarketplace.core.replay.ReplayStore.Claim;
import dev.llmmarketplace.gateway.admit.Admission;
import dev.llmmarketplace.gateway.admit.Gatekeeper.Errand;
import dev.llmmarketplace.gateway.admit.RingKey;
import dev.llmmarketplace.gateway.admit.Ticket;
import dev.llmmarketplace.gateway.forward.TextTypes;
import dev.llmmarketplace.gateway.wire.RequestScanner;
import dev.llmmarketplace.gateway.wire.RequestShape;
import dev.llmmarketplace.gateway.wire.Route;
import dev.llmmarketplace.gateway.wire.ScannedBody;
import dev.llmmarketplace.gateway.wire.WireError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * A call up to its admission: {@link #read} the request, {@link #admit} it; then it is {@link Forwarded}. Nothing has
 * been taken before, so nothing is settled when it ends here. Belongs to one event loop.
 */
final class Call {
    static final long RETRY_SOON = 1_000_000_000;
    private static final CharSequence IDEMPOTENCY_KEY = HttpHeaders.createOptimized("idempotency-key");

    private final Station station;
    private Arrival arrival;
    private final Route route;
    private final RingKey key;
    /** What is called, by its label, when the address says it; null when the body does. */
    private final @Nullable String named;

    private final BodyReader body;
    private @Nullable Departure departure;
    /** Set when nothing more can be said to the caller: answered, or gone. */
    private boolean over;

    private @Nullable Recording recording;
    /** Owned by {@link Readings}. */
    int place = -1;

    private long lastPieceAt;
    /** Null until the request is read. */
    private @Nullable Errand errand;

    Call(Station station, Arrival arrival, Route route, RingKey key, @Nullable String named) {
        this.station = station;
        this.arrival = arrival;
        this.route = route;
        this.key = key;
        this.named = named;
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
        lastPieceAt = arrival.startedAtNanos();
        station.readings().add(this);
        request.handler(this::piece).endHandler(_ -> readAll());
    }

    private void piece(Buffer piece) {
        if (!over) {
            lastPieceAt = System.nanoTime();
            BodyReader.Added added = body.add(piece);
            if (added != BodyReader.Added.YES) {
                stopReading(added);
            }
        }
    }

    /** Ends the call if nothing has come since one time, or if it began before another. */
    void expire(long silentSince, long begunBefore) {
        if (lastPieceAt - silentSince < 0) {
            stopReading(WireError.of(ErrorCode.REQUEST_TIMEOUT, "The body stopped coming before it was complete."));
        } else if (arrival.startedAtNanos() - begunBefore < 0) {
            stopReading(WireError.of(ErrorCode.REQUEST_TIMEOUT, "The body takes too long to come."));
        }
    }

    private void stopReading(BodyReader.Added why) {
        WireError error = why == BodyReader.Added.TOO_LARGE
                ? WireError.of(
                        ErrorCode.PAYLOAD_TOO_LARGE, "The body may have " + limit(station) + " bytes at the most.")
                : WireError.of(ErrorCode.UNAVAILABLE, "Too many long requests at present. Try again shortly.");
        stopReading(error);
    }

    private void stopReading(WireError error) {
        over = true;
        station.readings().remove(this);
        body.release();
        station.refused(arrival, key, error.code());
        arrival.reply().refuseAndClose(error);
    }

    /** An idempotent call that is forwarded goes on, so that its repetition finds the answer. */
    private void callerGone() {
        station.readings().remove(this);
        boolean goesOn = recording != null && departure != null && departure.forwarded();
        if (!goesOn) {
            end();
        }
        if (departure != null && !goesOn) {
            departure.callerGone();
        }
    }

    /** Nothing more is said to the caller; nothing is kept unless the call was forwarded. */
    void end() {
        over = true;
        body.release();
        if (recording != null) {
            recording.release();
        }
    }

    private void readAll() {
        if (over) {
            return;
        }
        station.readings().remove(this);
        String once = arrival.request().headers().get(IDEMPOTENCY_KEY);
        if (once == null || DryRun.asked(arrival.request())) {
            admit();
        } else if (!IdempotencyKey.acceptable(once)) {
            refuse(IdempotencyKey.unacceptable(), 0);
        } else {
            claim(new Asked(key.id(), route.scope(), once, IdempotencyKey.hash(named, body.bytes(), body.length())));
        }
    }

    private void claim(Asked asked) {
        station.replays().claim(arrival.call(), asked, station.loop(), claim -> claimed(asked, claim));
    }

    private void claimed(Asked asked, @Nullable Claim claim) {
        if (claim instanceof Claim.Granted) {
            recording = new Recording(station.replays(), arrival.call(), asked, station.loop());
        }
        if (over) {
            end();
            return;
        }
        switch (claim) {
            case null -> refuse(IdempotencyKey.unavailable(), RETRY_SOON);
            case Claim.Granted() -> admit();
            case Claim.InFlight() -> refuse(IdempotencyKey.inFlight(), RETRY_SOON);
            case Claim.OtherBody() -> refuse(IdempotencyKey.otherBody(), 0);
            case Claim.MadeAndGone(CallId call) -> refuse(IdempotencyKey.gone(call), 0);
            case Claim.Made(CallId call, ReplayStore.Answer answer) -> {
                end();
                arrival.reply().replay(call, answer);
            }
        }
    }

    private void admit() {
        switch (scanned()) {
            case ScannedBody.Unusable(String message, String member) ->
                refuse(new WireError(ErrorCode.MALFORMED_REQUEST, message, member), 0);
            case ScannedBody.Usable(RequestShape shape) -> admit(shape);
        }
    }

    private void admit(RequestShape shape) {
        Residency residency = DemandedResidency.of(arrival.request());
        if (residency == null) {
            refuse(DemandedResidency.unacceptable(), 0);
        } else {
            errand = new Errand(key, route, shape, residency, arrival.startedAtMillis());
            station.gatekeeper().admit(errand, station.loop(), admission -> decided(shape, admission));
        }
    }

    private ScannedBody scanned() {
        if (named == null || !route.opaque()) {
            return RequestScanner.scan(route, named, body.bytes(), body.length());
        }
        String type = arrival.request().getHeader(HttpHeaders.CONTENT_TYPE);
        boolean text = type != null && TextTypes.contain(type);
        return new ScannedBody.Usable(RequestShape.opaque(named, body.length(), text));
    }

    private void decided(RequestShape shape, Admission admission) {
        if (DryRun.asked(arrival.request())) {
            rehearsed(admission);
            return;
        }
        switch (admission) {
            case Admission.Refused refused -> {
                arrival.reply().limitedBy(refused.grant());
                refuse(refused.error(), refused.retryAfterNanos());
            }
            case Admission.Admitted(Ticket ticket) -> depart(shape, ticket);
        }
    }

    private void depart(RequestShape shape, Ticket ticket) {
        if (over) {
            ticket.close();
        } else {
            departure = new Departure(station, arrival, this, new Departure.Load(route, shape, body, ticket));
            departure.begin(recording);
        }
    }

    /**
     * True when another service may serve the call as well: it names a model. The answer of an idempotent call is kept
     * under its first id, so it stays where it is.
     */
    boolean mayGoElsewhere() {
        return errand != null
                && errand.leavesServiceOpen()
                && recording == null
                && errand.failed().size() < Retries.MOST_SERVICES - 1;
    }

    /** The next service that serves the model gets the call, if one admits it. */
    void goElsewhere(Departure.Load load, Runnable otherwise) {
        if (over || errand == null) {
            return;
        }
        errand = errand.without(load.ticket().target().service().service());
        station.gatekeeper().admit(errand, station.loop(), admission -> {
            switch (admission) {
                case Admission.Refused _ -> {
                    end();
                    otherwise.run();
                }
                case Admission.Admitted(Ticket ticket) -> {
                    station.metrics().retried();
                    arrival.reply().goesElsewhere();
                    arrival = arrival.again();
                    depart(load.shape(), ticket);
                }
            }
        });
    }

    private void rehearsed(Admission admission) {
        byte[] verdict = switch (admission) {
            case Admission.Refused refused -> {
                arrival.reply().limitedBy(refused.grant());
                yield DryRun.refused(refused.error());
            }
            case Admission.Admitted(Ticket ticket) -> {
                arrival.reply().limitedBy(ticket.grant());
                byte[] admitted = DryRun.admitted(ticket);
                ticket.cancel();
                yield admitted;
            }
        };
        end();
        arrival.reply().endJson(verdict);
    }

    /** Answers with an error; what was kept for the call is let go. */
    void refuse(WireError error, long retryAfterNanos) {
        end();
        station.refused(arrival, key, error.code());
        arrival.reply().refuse(error, retryAfterNanos);
    }
}
