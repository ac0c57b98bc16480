package dev.llmmarketplace.gateway.forward;

import dev.llmmarketplace.gateway.route.Origin;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;

/**
 * Where a WebSocket is opened.
 *
 * @param address with what stands behind {@code ?}
 * @param protocols offered, separated by commas; empty for none
 * @param headers the credential among them
 * @param mostBytes of a frame that the provider sends
 * @param patience nanoseconds until it is open, once connected
 */
public record SocketRequest(
        Origin origin, URI address, String protocols, HttpHeaders headers, int mostBytes, long patience) {
    /** Without the headers, which hold the credential. */
    @Override
    public String toString() {
        return "SocketRequest[" + origin + "]";
    }
}
