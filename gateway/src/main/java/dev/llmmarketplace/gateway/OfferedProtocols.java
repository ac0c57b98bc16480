package dev.llmmarketplace.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The subprotocols that a WebSocket's caller offers. Among them browsers put the key, for they have no other place: as
 * {@code marketplace-api-key.<key>}, or {@code openai-insecure-api-key.<key>} as OpenAI's clients do.
 *
 * @param key null when there is none
 * @param first that may be chosen for a provider that chooses none; null when there is none
 * @param forProvider what is meant for the provider, separated by commas; may be empty
 */
record OfferedProtocols(@Nullable String key, @Nullable String first, String forProvider) {
    private static final CharSequence HEADER = HttpHeaders.createOptimized("sec-websocket-protocol");
    private static final List<String> KEYS = List.of("marketplace-api-key.", "openai-insecure-api-key.");
    /** Known to every service, and passed on to none. */
    private static final String OURS = "marketplace";

    static OfferedProtocols of(MultiMap headers) {
        String key = null;
        List<String> others = new ArrayList<>();
        for (String line : headers.getAll(HEADER)) {
            for (String offered : line.split(",", -1)) {
                String protocol = offered.strip();
                String secret = secret(protocol);
                if (secret != null) {
                    key = secret;
                } else if (!protocol.isEmpty()) {
                    others.add(protocol);
                }
            }
        }
        String first = others.isEmpty() ? null : others.getFirst();
        others.remove(OURS);
        return new OfferedProtocols(key, first, String.join(",", others));
    }

    private static @Nullable String secret(String protocol) {
        for (String prefix : KEYS) {
            if (protocol.startsWith(prefix)) {
                return protocol.substring(prefix.length());
            }
        }
        return null;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "OfferedProtocols[" + forProvider + "]";
    }
}
