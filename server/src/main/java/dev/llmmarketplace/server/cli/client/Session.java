package dev.llmmarketplace.server.cli.client;

import org.jspecify.annotations.Nullable;

/**
 * A sign-in at one server.
 *
 * @param refreshToken null when the access token was given by hand
 * @param key the API key that {@code call} uses; null when none was kept
 */
public record Session(
        @Nullable String email,
        @Nullable String accessToken,
        @Nullable String refreshToken,
        @Nullable String key) {
    public static final Session NONE = new Session(null, null, null, null);

    /** Signed in by a token that cannot be renewed. */
    public static Session ofToken(String accessToken) {
        return new Session(null, accessToken, null, null);
    }

    public Session signedIn(String as, String access, String refresh) {
        return new Session(as, access, refresh, key);
    }

    public Session withKey(String secret) {
        return new Session(email, accessToken, refreshToken, secret);
    }

    @Override
    public String toString() {
        return "Session[" + email + "]";
    }
}
