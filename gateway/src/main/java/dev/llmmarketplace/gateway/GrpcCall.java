package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.catalog.Residency;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.gateway.admit.Admission;
import dev.llmmarketplace.gateway.admit.Gatekeeper.Errand;
import dev.llmmarketplace.gateway.admit.RingKey;
import dev.llmmarketplace.gateway.admit.Ticket;
import dev.llmmarketplace.gateway.meter.OpenCall;
import dev.llmmarketplace.gateway.route.Destinations;
import dev.llmmarketplace.gateway.route.Target;
import dev.llmmarketplace.gateway.wire.RequestShape;
import dev.llmmarketplace.gateway.wire.Route;
import dev.llmmarketplace.gateway.wire.WireError;
import org.jspecify.annotations.Nullable;

/**
 * A gRPC call up to its admission, which is that of any call; then it is a {@link GrpcSession}. The caller's messages wait
 * meanwhile. Belongs to one event loop.
 */
final class GrpcCall {
    /** Names the service that is called, as {@code provider/service}, with {@code @version} or not, or by its id. */
    private static final String SERVICE = "x-marketplace-service";

    private final Station station;
    private final Arrival arrival;
    private final RingKey key;
    private final GrpcReply reply;
    private @Nullable GrpcSession session;
    private boolean over;

    GrpcCall(Station station, Arrival arrival, RingKey key, GrpcReply reply) {
        this.station = station;
        this.arrival = arrival;
        this.key = key;
        this.reply = reply;
    }

    /** True for requests that speak gRPC, whatever they ask. */
    static boolean spokenBy(@Nullable String contentType) {
        return contentType != null
                && contentType.startsWith("application/grpc")
                && !contentType.startsWith("application/grpc-web");
    }

    void begin() {
        arrival.request().pause();
        arrival.request().response().closeHandler(_ -> callerGone());
        String named = arrival.request().getHeader(SERVICE);
        if (named == null) {
            refuse(
                    new WireError(
                            ErrorCode.MALFORMED_REQUEST,
                            "Name the service in the metadata " + SERVICE + ", as provider/service or by its id.",
                            SERVICE),
                    0);
            return;
        }
        Target target = station.gatekeeper().identified(named);
        if (target == null) {
            refuse(WireError.of(ErrorCode.NOT_FOUND, "There is no service '" + named + "'."), 0);
        } else {
            admit(target);
        }
    }

    private void admit(Target target) {
        Target.Way way = target.way();
        if (way != null && way.protocol() != Protocol.GRPC) {
            refuse(
                    WireError.of(
                            ErrorCode.NOT_FOUND,
                            "'" + target.label() + "' is not called by gRPC, but by "
                                    + way.protocol().wireName() + "."),
                    0);
            return;
        }
        RequestShape shape = RequestShape.opaque(target.label(), 0, false);
        Residency residency = DemandedResidency.of(arrival.request());
        if (residency == null) {
            refuse(DemandedResidency.unacceptable(), 0);
            return;
        }
        station.gatekeeper()
                .admit(
                        new Errand(key, Route.INVOKE, shape, residency, arrival.startedAtMillis()),
                        station.loop(),
                        admission -> decided(shape, admission));
    }

    private void decided(RequestShape shape, Admission admission) {
        if (DryRun.asked(arrival.request())) {
            rehearsed(admission);
            return;
        }
        switch (admission) {
            case Admission.Refused refused -> refuse(refused.error(), refused.retryAfterNanos());
            case Admission.Admitted(Ticket ticket) -> {
                if (over) {
                    ticket.close();
                } else {
                    open(shape, ticket);
                }
            }
        }
    }

    private void open(RequestShape shape, Ticket ticket) {
        long timeout = GrpcTimeout.nanos(arrival.request().getHeader("grpc-timeout"));
        if (timeout == GrpcTimeout.UNREADABLE) {
            ticket.close();
            refuse(new WireError(ErrorCode.MALFORMED_REQUEST, "The timeout cannot be read.", "grpc-timeout"), 0);
            return;
        }
        Destinations destinations = ticket.way().destinations();
        boolean room =
                station.upstreams().underWay() < station.settings().limits().inFlight();
        int first = room ? destinations.choose(ticket.excluded(), System.nanoTime()) : Destinations.NONE;
        if (first == Destinations.NONE) {
            ticket.close();
            refuse(
                    WireError.of(
                            ErrorCode.UNAVAILABLE,
                            room ? "No endpoint is in use after failures." : "Too many calls are under way."),
                    Call.RETRY_SOON);
            return;
        }
        Outbound outbound =
                new Outbound(Route.INVOKE, shape, new BodyReader(0, station.bodyMemory()), ticket, null, null);
        OpenCall open = station.lane().open(outbound.opened(arrival));
        if (open == null) {
            destinations.at(first).tellsNothing();
            ticket.close();
            refuse(WireError.of(ErrorCode.STORAGE_FULL, "Usage cannot be recorded at present."), Call.RETRY_SOON);
            return;
        }
        arrival.reply().forwardedAs(arrival.call().toString(), ticket.target());
        session = new GrpcSession(station, arrival, outbound, new Settlement(station, arrival, outbound, open), reply);
        session.begin(first, timeout);
    }

    private void rehearsed(Admission admission) {
        switch (admission) {
            case Admission.Refused refused -> {
                reply.rehearsed("refused", DryRun.refused(refused.error()));
                refuse(refused.error(), refused.retryAfterNanos());
            }
            case Admission.Admitted(Ticket ticket) -> {
                over = true;
                reply.rehearsed("admitted", DryRun.admitted(ticket));
                ticket.cancel();
                reply.notMade();
            }
        }
    }

    private void refuse(WireError error, long retryAfterNanos) {
        if (!over) {
            over = true;
            station.metrics().refused(error.code());
            reply.refuseAtOnce(error, retryAfterNanos);
        }
    }

    private void callerGone() {
        over = true;
        if (session != null) {
            session.callerGone();
        }
    }
}
