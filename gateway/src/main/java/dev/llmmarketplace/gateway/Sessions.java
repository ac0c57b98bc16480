package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.gateway.admit.Standing;
import dev.llmmarketplace.gateway.wire.WireError;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The open conversations of one event loop. They are admitted once and may last for hours, so every half second it is
 * asked again whether they may go on.
 */
final class Sessions {
    private static final long TICK_MILLIS = 500;

    private final Standing standing;
    private final Set<Conversation> conversations = new HashSet<>();
    /** Those of them whose connections are their own. */
    private final Set<SocketSession> sockets = new HashSet<>();

    private final ScheduledFuture<?> ticking;
    private boolean closed;

    Sessions(EventLoop loop, Standing standing) {
        this.standing = standing;
        this.ticking = loop.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void add(SocketSession session) {
        conversations.add(session);
        sockets.add(session);
        if (closed) {
            session.shutDown();
        }
    }

    /** Of a call that the connections to providers count and end. */
    void watch(Conversation conversation) {
        conversations.add(conversation);
    }

    void remove(SocketSession session) {
        conversations.remove(session);
        sockets.remove(session);
    }

    void forget(Conversation conversation) {
        conversations.remove(conversation);
    }

    /** WebSockets that are open. */
    int size() {
        return sockets.size();
    }

    private void tick() {
        if (conversations.isEmpty()) {
            return;
        }
        long now = Time.currentMillis();
        for (Conversation conversation : List.copyOf(conversations)) {
            WireError objection = standing.objection(conversation.ticket(), now);
            if (objection != null) {
                conversation.withdraw(objection);
            }
        }
    }

    /** Callers are told to go elsewhere; what they used is settled. */
    void close() {
        closed = true;
        ticking.cancel(false);
        List.copyOf(sockets).forEach(SocketSession::shutDown);
    }
}
