package dev.llmmarketplace.gateway;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The open sessions of one event loop. */
final class Sessions {
    private final Set<SocketSession> open = new HashSet<>();
    private boolean closed;

    void add(SocketSession session) {
        open.add(session);
        if (closed) {
            session.shutDown();
        }
    }

    void remove(SocketSession session) {
        open.remove(session);
    }

    int size() {
        return open.size();
    }

    /** Callers are told to go elsewhere; what they used is settled. */
    void close() {
        closed = true;
        List.copyOf(open).forEach(SocketSession::shutDown);
    }
}
