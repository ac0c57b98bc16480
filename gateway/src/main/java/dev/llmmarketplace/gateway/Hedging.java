package dev.llmmarketplace.gateway;

import dev.llmmarketplace.gateway.route.Destination;
import dev.llmmarketplace.gateway.route.Destinations;
import dev.llmmarketplace.gateway.route.Itinerary;
import dev.llmmarketplace.gateway.route.OutputHistory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** When a call gets a {@link Hedge}, and what becomes of that. Belongs to one event loop. */
final class Hedging {
    private final Station station;
    private final Forwarded call;
    private final Itinerary itinerary;
    private @Nullable Hedge second;

    Hedging(Station station, Forwarded call, Itinerary itinerary) {
        this.station = station;
        this.call = call;
        this.itinerary = itinerary;
    }

    /**
     * Where enough is known, an answer later than is usual is asked for elsewhere as well.
     *
     * @param firstBytes null when the service does not allow it
     */
    void prepare(@Nullable OutputHistory firstBytes) {
        long usual = firstBytes == null ? 0 : firstBytes.usual(0);
        if (usual > 0 && itinerary.hasOthers()) {
            station.upstreams().after(TimeUnit.MICROSECONDS.toNanos(usual), this::send);
        }
    }

    private void send() {
        long now = System.nanoTime();
        int other = call.waitsForFirst() ? itinerary.another(now) : Destinations.NONE;
        if (other == Destinations.NONE) {
            return;
        }
        Destination there = itinerary.at(other);
        if (!there.authorized(now)) {
            there.tellsNothing();
            return;
        }
        itinerary.tries(other);
        Hedge sent = new Hedge(call, this, other);
        second = sent;
        station.metrics().hedged();
        sent.sentAs(station.upstreams().send(call.requestTo(there), sent));
    }

    /** It is answered first. */
    void won() {
        call.abort();
        itinerary.here().tellsNothing();
        adopt();
    }

    /** @param reason null when that tells nothing of the endpoint */
    void failed(@Nullable String reason) {
        if (second != null) {
            Destination there = itinerary.at(second.place());
            if (reason == null) {
                there.answers();
            } else {
                there.fails(reason, false);
            }
            second = null;
        }
    }

    /** True when there is a second request, which takes the place of the first. */
    boolean adopt() {
        if (second == null) {
            return false;
        }
        itinerary.goTo(second.place());
        call.goesOnWith(second.adopt());
        second = null;
        return true;
    }

    void cancel() {
        if (second != null) {
            second.cancel();
            itinerary.at(second.place()).tellsNothing();
            second = null;
        }
    }
}
