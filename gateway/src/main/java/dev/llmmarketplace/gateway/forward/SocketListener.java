package dev.llmmarketplace.gateway.forward;

import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/** Who hears of a WebSocket to a provider, on its event loop. Nothing follows one of the last three. */
public interface SocketListener {
    /**
     * It is open, and paused.
     *
     * @param protocol that the provider chose; null for none
     */
    default void opened(@Nullable String protocol) {}

    /** A frame of a message; its content is good during this call. */
    default void frame(WebSocketFrame frame) {}

    /** A sign of life. */
    default void alive() {}

    /** More can be written again. */
    default void writable() {}

    /** The provider ends it. */
    void closed(int code, String reason);

    /** The provider answers with another status than 101. */
    default void refused(int status) {}

    void failed(UpstreamFailure failure);
}
