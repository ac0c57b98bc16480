package dev.llmmarketplace.server;

import dev.llmmarketplace.gateway.Relay;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Watches the connections of one event loop that have begun to speak, so that none is held for nothing: one on which
 * nothing is asked for a while is closed, and so is one whose request does not come to its end in time, or goes on after
 * it has been answered. Half-open ones end the same way. Belongs to its event loop.
 */
final class Doorkeeper {
    static final long TICK_MILLIS = 1_000;
    /** How long the rest of a request may still come after its answer, so that its sender can read that. */
    private static final long LINGER = Duration.ofSeconds(5).toNanos();
    /** Switching protocols: the connection is no more of our concern. */
    private static final int SWITCHING = 101;

    private final Gate gate;
    private final long idle;
    private final long arrival;
    private final IdentityHashMap<HttpConnection, Guest> guests = new IdentityHashMap<>();

    /** A connection. */
    private static final class Guest {
        private final List<Visit> visits = new ArrayList<>(1);
        private long idleSince = System.nanoTime();
    }

    /** A request that may not be over. */
    private static final class Visit {
        private final HttpServerRequest request;
        /** Both sides may talk for as long as they like: the gateway looks after their silence. */
        private final boolean converses;

        private final long begun = System.nanoTime();
        private long answeredAt;

        Visit(HttpServerRequest request) {
            this.request = request;
            this.converses = Relay.servesGrpc(request);
        }

        boolean switched() {
            return request.response().getStatusCode() == SWITCHING;
        }

        /** Both sides have said all, or one of them has broken it off. */
        boolean over() {
            HttpServerResponse response = request.response();
            return response.closed() || request.isEnded() && response.ended();
        }
    }

    /**
     * @param idle how long a connection may be without a request
     * @param arrival how long a request may take from its head to its end
     */
    Doorkeeper(Gate gate, Duration idle, Duration arrival) {
        this.gate = gate;
        this.idle = idle.toNanos();
        this.arrival = arrival.toNanos();
    }

    /** A connection has begun to speak. */
    void enters(HttpConnection connection) {
        gate.speaks(((ConnectionBase) connection).channel());
        guests.put(connection, new Guest());
        connection.closeHandler(_ -> guests.remove(connection));
    }

    /** A request has come. */
    void asks(HttpServerRequest request) {
        Guest guest = guests.get(request.connection());
        if (guest != null) {
            guest.visits.removeIf(Visit::over);
            guest.visits.add(new Visit(request));
        }
    }

    void tick() {
        long now = System.nanoTime();
        List<HttpConnection> unwelcome = new ArrayList<>();
        guests.forEach((connection, guest) -> {
            if (!welcome(guest, now)) {
                unwelcome.add(connection);
            }
        });
        unwelcome.forEach(HttpConnection::close);
    }

    private boolean welcome(Guest guest, long now) {
        if (guest.visits.stream().anyMatch(Visit::switched)) {
            return true;
        }
        guest.visits.removeIf(Visit::over);
        if (guest.visits.isEmpty()) {
            return now - guest.idleSince <= idle;
        }
        guest.idleSince = now;
        for (Visit visit : guest.visits) {
            if (!visit.request.isEnded() && late(visit, now)) {
                return false;
            }
        }
        return true;
    }

    private boolean late(Visit visit, long now) {
        if (!visit.request.response().ended()) {
            // Whoever reads the request answers first; this is for those who do not.
            return !visit.converses && now - visit.begun > arrival + LINGER;
        }
        if (visit.answeredAt == 0) {
            visit.answeredAt = now;
        }
        return now - visit.answeredAt > LINGER;
    }
}
