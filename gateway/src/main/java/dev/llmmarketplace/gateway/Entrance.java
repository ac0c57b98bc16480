package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.catalog.Residency;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.gateway.admit.Admission;
import dev.llmmarketplace.gateway.admit.Gatekeeper.Errand;
import dev.llmmarketplace.gateway.admit.RingKey;
import dev.llmmarketplace.gateway.admit.Ticket;
import dev.llmmarketplace.gateway.meter.OpenCall;
import dev.llmmarketplace.gateway.route.Destinations;
import dev.llmmarketplace.gateway.wire.RequestShape;
import dev.llmmarketplace.gateway.wire.Route;
import dev.llmmarketplace.gateway.wire.WireError;
import java.util.function.Consumer;

/**
 * The way of a call whose messages come later, by WebSocket or gRPC, up to its record: admission, which is that of any
 * call, an endpoint, the journal. Belongs to one event loop.
 */
final class Entrance {
    private final Station station;
    private final Arrival arrival;
    private final RingKey key;
    private final RequestShape shape;

    /** @param label of the version that is called */
    Entrance(Station station, Arrival arrival, RingKey key, String label) {
        this.station = station;
        this.arrival = arrival;
        this.key = key;
        this.shape = RequestShape.opaque(label, 0, false);
    }

    /** What became of an admitted call. */
    sealed interface Passed {
        /** @param first the place of the endpoint that was chosen */
        record In(Outbound outbound, Settlement settlement, int first) implements Passed {}

        /** All that was taken for it is given back. */
        record Out(WireError error, long retryAfterNanos) implements Passed {}
    }

    /** Tells {@code asker}, at once or later on the loop. */
    void ask(Consumer<Admission> asker) {
        Residency residency = DemandedResidency.of(arrival.request());
        if (residency == null) {
            asker.accept(new Admission.Refused(DemandedResidency.unacceptable(), 0, null));
            return;
        }
        station.gatekeeper()
                .admit(
                        new Errand(key, Route.INVOKE, shape, residency, arrival.startedAtMillis()),
                        station.loop(),
                        asker);
    }

    Passed pass(Ticket ticket) {
        Destinations destinations = ticket.way().destinations();
        boolean room = station.upstreams().underWay() + station.sessions().size()
                < station.settings().limits().inFlight();
        int first = room ? destinations.choose(ticket.excluded(), System.nanoTime()) : Destinations.NONE;
        if (first == Destinations.NONE) {
            ticket.close();
            return new Passed.Out(room ? Departure.allOut(ticket, destinations) : Departure.tooMany(), Call.RETRY_SOON);
        }
        BodyReader nothing = new BodyReader(0, station.bodyMemory());
        Outbound outbound = new Outbound(Route.INVOKE, shape, nothing, ticket, null, null);
        OpenCall open = station.lane().open(outbound.opened(arrival));
        if (open == null) {
            destinations.at(first).tellsNothing();
            ticket.close();
            return new Passed.Out(
                    WireError.of(ErrorCode.STORAGE_FULL, "Usage cannot be recorded at present."), Call.RETRY_SOON);
        }
        arrival.reply().forwardedAs(arrival.call().toString(), ticket.target());
        return new Passed.In(outbound, new Settlement(station, arrival, outbound, open), first);
    }
}
