package dev.llmmarketplace.gateway.forward;

import dev.llmmarketplace.core.catalog.HttpVersion;
import dev.llmmarketplace.gateway.route.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shared connections of one event loop. Who needs another one while one is being made for the same origin waits for
 * it: a hundred calls at once do not make a hundred connections.
 */
final class Http2Connections {
    private final Map<Origin, Line> lines = new HashMap<>();

    /** All to one origin that is known to speak HTTP/2. */
    private static final class Line {
        private final List<Http2Connection> connections = new ArrayList<>();
        private List<Exchange> waiting = new ArrayList<>();
        private boolean connecting;

        private List<Exchange> takeWaiting() {
            List<Exchange> taken = waiting;
            waiting = new ArrayList<>();
            connecting = false;
            return taken;
        }
    }

    /** One that takes another exchange; null when there is none. */
    @Nullable
    Http2Connection withRoom(Origin origin) {
        Line line = lines.isEmpty() ? null : lines.get(origin);
        if (line != null) {
            for (int i = 0; i < line.connections.size(); i++) {
                Http2Connection connection = line.connections.get(i);
                if (connection.hasRoom()) {
                    return connection;
                }
            }
        }
        return null;
    }

    /** True when {@code exchange} waits for a connection that is being made; else its sender makes one. */
    boolean joins(Exchange exchange) {
        Origin origin = exchange.origin();
        Line line = origin.http() == HttpVersion.HTTP_2
                ? lines.computeIfAbsent(origin, _ -> new Line())
                : lines.get(origin);
        if (line == null) {
            return false;
        }
        if (line.connecting && line.waiting.size() < Http2Connection.MOST_STREAMS) {
            line.waiting.add(exchange);
            return true;
        }
        line.connecting = true;
        return false;
    }

    /** Keeps a new one; answers who has waited for it. */
    List<Exchange> add(Http2Connection connection) {
        Line line = lines.computeIfAbsent(connection.origin(), _ -> new Line());
        line.connections.add(connection);
        return line.takeWaiting();
    }

    /** No connection of this kind could be made; answers who has waited for it. */
    List<Exchange> failed(Origin origin) {
        Line line = lines.get(origin);
        if (line == null) {
            return List.of();
        }
        if (line.connections.isEmpty()) {
            lines.remove(origin);
        }
        return line.takeWaiting();
    }

    void remove(Http2Connection connection) {
        Line line = lines.get(connection.origin());
        if (line != null) {
            line.connections.remove(connection);
        }
    }

    /** Closes those that have been idle for that long, and forgets origins that nobody calls. */
    void closeExpired(long now, Duration idle) {
        for (Line line : lines.values()) {
            for (Http2Connection connection : List.copyOf(line.connections)) {
                if (connection.idleBefore(now - idle.toNanos())) {
                    connection.leave();
                }
            }
        }
        lines.values().removeIf(line -> line.connections.isEmpty() && !line.connecting);
    }

    void closeAll() {
        lines.values().forEach(line -> List.copyOf(line.connections).forEach(Http2Connection::close));
        lines.clear();
    }
}
