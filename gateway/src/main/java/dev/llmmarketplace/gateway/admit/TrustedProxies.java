package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.access.AddressBlock;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proxies in front of the gateway whose word about their callers' addresses is believed ({@code X-Forwarded-For}).
 * Whoever else sends the header is taken for who he is.
 */
public record TrustedProxies(List<AddressBlock> blocks) {
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    public TrustedProxies {
        blocks = List.copyOf(blocks);
    }

    /**
     * The address of the nearest hop that is no trusted proxy; an entry that is no address when that comes first, for then
     * it is not known.
     *
     * @param connected the address of the connection, as numbers
     * @param forwarded values of the header, in their order
     */
    public String caller(String connected, List<String> forwarded) {
        if (blocks.isEmpty() || !trusts(connected)) {
            return connected;
        }
        String nearest = connected;
        String[] hops = String.join(",", forwarded).split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            String hop = hops[i].strip();
            if (!hop.isEmpty()) {
                nearest = hop;
                if (!trusts(hop)) {
                    break;
                }
            }
        }
        return nearest;
    }

    private boolean trusts(String hop) {
        InetAddress address = literal(hop);
        if (address != null) {
            for (AddressBlock block : blocks) {
                if (block.contains(address)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static @Nullable InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
