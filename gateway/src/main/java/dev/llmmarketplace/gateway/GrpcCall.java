package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.gateway.admit.Admission;
import dev.llmmarketplace.gateway.admit.RingKey;
import dev.llmmarketplace.gateway.admit.Ticket;
import dev.llmmarketplace.gateway.route.Target;
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
        if (target == null || !target.service().visibleTo(key.organisation())) {
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
        Entrance entrance = new Entrance(station, arrival, key, target.label());
        entrance.ask(admission -> decided(entrance, admission));
    }

    private void decided(Entrance entrance, Admission admission) {
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
                    open(entrance, ticket);
                }
            }
        }
    }

    private void open(Entrance entrance, Ticket ticket) {
        long timeout = GrpcTimeout.nanos(arrival.request().getHeader("grpc-timeout"));
        if (timeout == GrpcTimeout.UNREADABLE) {
            ticket.close();
            refuse(new WireError(ErrorCode.MALFORMED_REQUEST, "The timeout cannot be read.", "grpc-timeout"), 0);
            return;
        }
        switch (entrance.pass(ticket)) {
            case Entrance.Passed.Out(WireError error, long retryAfterNanos) -> refuse(error, retryAfterNanos);
            case Entrance.Passed.In(Outbound outbound, Settlement settlement, int first) -> {
                session = new GrpcSession(station, arrival, outbound, first, settlement, reply);
                session.begin(timeout);
            }
        }
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
            station.refused(arrival, key, error.code());
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
