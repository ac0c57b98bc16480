package dev.llmmarketplace.gateway.forward;

import dev.llmmarketplace.gateway.route.Origin;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Connections that wait for their next exchange. The one used last is used next, so that the others grow old. */
final class IdleConnections {
    private final int perOrigin;
    private final Map<Origin, ArrayDeque<UpstreamConnection>> byOrigin = new HashMap<>();

    IdleConnections(int perOrigin) {
        this.perOrigin = perOrigin;
    }

    @Nullable
    UpstreamConnection take(Origin origin, long now) {
        ArrayDeque<UpstreamConnection> waiting = byOrigin.get(origin);
        if (waiting == null) {
            return null;
        }
        UpstreamConnection connection = waiting.pollLast();
        while (connection != null && !(connection.usable() && connection.idleUntil() - now > 0)) {
            connection.close();
            connection = waiting.pollLast();
        }
        return connection;
    }

    void put(UpstreamConnection connection) {
        ArrayDeque<UpstreamConnection> waiting = byOrigin.computeIfAbsent(connection.origin(), _ -> new ArrayDeque<>());
        waiting.addLast(connection);
        if (waiting.size() > perOrigin) {
            waiting.removeFirst().close();
        }
    }

    void remove(UpstreamConnection connection) {
        ArrayDeque<UpstreamConnection> waiting = byOrigin.get(connection.origin());
        if (waiting != null) {
            waiting.remove(connection);
        }
    }

    void closeExpired(long now) {
        for (ArrayDeque<UpstreamConnection> waiting : byOrigin.values()) {
            while (!waiting.isEmpty() && waiting.getFirst().idleUntil() - now <= 0) {
                waiting.removeFirst().close();
            }
        }
        byOrigin.values().removeIf(ArrayDeque::isEmpty);
    }

    void closeAll() {
        byOrigin.values().forEach(waiting -> List.copyOf(waiting).forEach(UpstreamConnection::close));
        byOrigin.clear();
    }
}
