package dev.llmmarketplace.server.telemetry;

import dev.llmmarketplace.core.access.KeyHasher;
import org.jspecify.annotations.Nullable;

/** How much is shown of what identifies a caller. */
final class Disclosure {
    private static final String REDACTED = "[redacted]";
    private static final String BEARER = "bearer ";

    private Disclosure() {}

    /** The names of its parameters. */
    static @Nullable String query(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return null;
        }
        StringBuilder names = new StringBuilder();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            names.append(names.isEmpty() ? "" : "&");
            // A bare word may be the secret itself.
            names.append(equals < 0 ? REDACTED : parameter.substring(0, equals) + "=" + REDACTED);
        }
        return names.toString();
    }

    /** The first of its parts: {@code 203.x.x.x}, {@code 2001:x}. */
    static String address(String address) {
        int dot = address.indexOf('.');
        int colon = address.indexOf(':');
        if (colon >= 0) {
            return address.substring(0, colon) + ":x";
        }
        return dot < 0 ? "x" : address.substring(0, dot) + ".x.x.x";
    }

    /** The public prefix of a key of ours; null for what is none. */
    static @Nullable String key(@Nullable String authorization, @Nullable String apiKey) {
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return KeyHasher.shownPrefix(
                    authorization.substring(BEARER.length()).strip());
        }
        return apiKey == null ? null : KeyHasher.shownPrefix(apiKey);
    }
}
