package dev.llmmarketplace.gateway.forward;

import dev.llmmarketplace.gateway.route.Origin;
import dev.llmmarketplace.gateway.route.Patience;
import dev.llmmarketplace.gateway.route.UpstreamHead;
import dev.llmmarketplace.gateway.wire.ForwardedBody;

/**
 * What is sent to a provider.
 *
 * @param headers of this call alone, each line with its end; checked by who made them
 * @param deadline when to give up in any case, by {@link System#nanoTime}
 * @param open true when the body comes piece by piece, by {@link Exchange#send}; over HTTP/2 only
 */
public record UpstreamRequest(
        Origin origin,
        UpstreamHead head,
        String headers,
        ForwardedBody body,
        Patience patience,
        long deadline,
        boolean open) {
    /** One whose body is there. */
    public UpstreamRequest(
            Origin origin, UpstreamHead head, String headers, ForwardedBody body, Patience patience, long deadline) {
        this(origin, head, headers, body, patience, deadline, false);
    }
}
