package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.gateway.admit.Ticket;
import dev.llmmarketplace.gateway.cache.CachedAnswer;
import dev.llmmarketplace.gateway.meter.OpenCall;
import dev.llmmarketplace.gateway.route.Destination;
import dev.llmmarketplace.gateway.route.Destinations;
import dev.llmmarketplace.gateway.translate.TranslatedRequest;
import dev.llmmarketplace.gateway.wire.RequestShape;
import dev.llmmarketplace.gateway.wire.Route;
import dev.llmmarketplace.gateway.wire.WireError;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an admitted call: it is answered from the cache, where its organisation wants that, or an endpoint is
 * chosen and it is {@link Forwarded}. Its ticket is settled or closed whatever happens. Belongs to one event loop.
 */
final class Departure implements Successor {
    private static final CharSequence AFFINITY = HttpHeaders.createOptimized("x-marketplace-affinity");

    private final Station station;
    private final Arrival arrival;
    private final Call call;
    private final Load load;
    private @Nullable AnswerKeeper keeper;
    private @Nullable Forwarded forwarded;

    /** What departs. */
    record Load(Route route, RequestShape shape, BodyReader body, Ticket ticket) {
        Outbound outbound(Outbound.@Nullable Translated translated, @Nullable AnswerKeeper keeper) {
            return new Outbound(route, shape, body, ticket, translated, keeper);
        }
    }

    Departure(Station station, Arrival arrival, Call call, Load load) {
        this.station = station;
        this.arrival = arrival;
        this.call = call;
        this.load = load;
    }

    /** @param recording of an idempotent call, which is never answered from the cache; null for any other */
    void begin(@Nullable Recording recording) {
        arrival.reply().limitedBy(load.ticket.grant());
        keeper = recording;
        if (recording != null || !answeredFromCache()) {
            choose();
        }
    }

    boolean forwarded() {
        return forwarded != null;
    }

    void callerGone() {
        if (forwarded != null) {
            forwarded.callerGone();
        }
    }

    private boolean answeredFromCache() {
        AnswerCaching.Place place = station.caching().place(arrival.request(), load.route, load.body, load.ticket);
        if (place == null) {
            return false;
        }
        CachedAnswer kept = station.caching().find(place);
        if (kept == null) {
            station.metrics().cacheMiss();
            arrival.reply().notKept();
            keeper = station.caching().entry(place);
            return false;
        }
        giveAgain(kept);
        return true;
    }

    /** It is a call in the ledger like any other. */
    private void giveAgain(CachedAnswer kept) {
        Outbound outbound = load.outbound(null, null);
        OpenCall open = station.lane().open(outbound.opened(arrival));
        if (open == null) {
            load.ticket.close();
            call.refuse(storageFull(), Call.RETRY_SOON);
            return;
        }
        station.metrics().cacheHit();
        arrival.reply().forwardedAs(arrival.call().toString(), load.ticket.target());
        Settlement settlement = new Settlement(station, arrival, outbound, open);
        settlement.asks(load.body.length());
        settlement.settleFromCache();
        call.end();
        long age = TimeUnit.NANOSECONDS.toSeconds(kept.ageNanos(System.nanoTime()));
        settlement.thenEnd(() -> arrival.reply().giveAgain(kept, age));
    }

    private void choose() {
        Ticket ticket = load.ticket;
        if (station.upstreams().underWay() + station.sessions().size()
                >= station.settings().limits().inFlight()) {
            ticket.close();
            call.refuse(tooMany(), Call.RETRY_SOON);
            return;
        }
        Destinations destinations = ticket.way().destinations();
        int first = destinations.choose(ticket.excluded(), System.nanoTime(), affinity(destinations));
        if (first == Destinations.NONE) {
            long wait = Math.max(Call.RETRY_SOON, destinations.waitNanos(ticket.excluded(), System.nanoTime()));
            ticket.close();
            call.refuse(allOut(ticket, destinations), wait);
        } else if (load.route.in(ticket.way().dialect()) == load.route) {
            forward(load.outbound(null, keeper), first);
        } else {
            translate(first);
        }
    }

    private void translate(int first) {
        Destination to = load.ticket.way().destinations().at(first);
        switch (Outbound.translation(load.route, load.shape, load.body, load.ticket, to)) {
            case TranslatedRequest.Refused(WireError error) -> {
                to.tellsNothing();
                load.ticket.close();
                call.refuse(error, 0);
            }
            case TranslatedRequest.Usable(byte[] bytes, List<String> ignored) -> {
                arrival.reply().ignores(ignored);
                forward(load.outbound(new Outbound.Translated(to, bytes), keeper), first);
            }
        }
    }

    private void forward(Outbound outbound, int first) {
        Successor successor = call.mayGoElsewhere() ? this : null;
        forwarded = Forwarded.open(station, arrival, outbound, first, successor);
        if (forwarded == null) {
            call.refuse(storageFull(), Call.RETRY_SOON);
        } else {
            forwarded.send();
        }
    }

    @Override
    public void instead(Runnable otherwise) {
        call.goElsewhere(load, otherwise);
    }

    /** Callers may ask to be sent where they were before, for the sake of the provider's cache. */
    private long affinity(Destinations destinations) {
        String key = destinations.size() == 1 ? null : arrival.request().getHeader(AFFINITY);
        return key == null ? Destinations.ANYWHERE : Destinations.affinity(key);
    }

    private static WireError storageFull() {
        return WireError.of(ErrorCode.STORAGE_FULL, "Usage cannot be recorded at present.");
    }

    static WireError tooMany() {
        return WireError.of(ErrorCode.UNAVAILABLE, "Too many calls are under way.");
    }

    static WireError allOut(Ticket ticket, Destinations destinations) {
        return WireError.of(
                ErrorCode.UPSTREAM_UNAVAILABLE,
                "No endpoint of '" + ticket.target().label() + "' is in use after failures: "
                        + destinations.names(ticket.excluded()) + ". They are tried again shortly.");
    }
}
