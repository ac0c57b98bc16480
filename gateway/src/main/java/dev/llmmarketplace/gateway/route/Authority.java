package dev.llmmarketplace.gateway.route;

import dev.llmmarketplace.core.catalog.Endpoint.Authentication.OAuth2;
import dev.llmmarketplace.core.kernel.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Where an endpoint's access tokens come from (OAuth 2.0 client credentials, RFC 6749, 4.4), and how long the present one
 * lasts. The client authenticates with HTTP Basic, as every authority must support (2.3.1). Thread-safe.
 */
public final class Authority {
    /** Of a token whose authority does not say. */
    private static final long USUAL_LIFETIME = Duration.ofMinutes(5).toNanos();

    private static final long LONGEST_LIFETIME = Duration.ofDays(1).toNanos();
    private static final long TRY_AGAIN = Duration.ofSeconds(5).toNanos();

    private final Origin origin;
    private final UpstreamHead head;
    private final byte[] body;
    private volatile @Nullable Times times;

    /** By {@link System#nanoTime}. */
    private record Times(long renewal, long end) {}

    /** @throws IllegalArgumentException when the address or the client's name cannot stand in a request */
    Authority(OAuth2 client, Secret secret) {
        this.origin = Origin.of(client.tokenUrl());
        this.head = UpstreamHead.form(client.tokenUrl(), basic(client.clientId(), secret.reveal()));
        String scope = client.scope() == null ? "" : "&scope=" + encoded(client.scope());
        this.body = ("grant_type=client_credentials" + scope).getBytes(StandardCharsets.US_ASCII);
    }

    private static String basic(String client, String secret) {
        byte[] pair = (encoded(client) + ':' + encoded(secret.strip())).getBytes(StandardCharsets.US_ASCII);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public Origin origin() {
        return origin;
    }

    public UpstreamHead head() {
        return head;
    }

    /** Not to be changed. */
    public byte[] body() {
        return body;
    }

    /** True while the present token is good. */
    boolean vouches(long now) {
        Times known = times;
        return known != null && now - known.end < 0;
    }

    /** True once it is time for the next one: well before the end, and not for all processes at the same moment. */
    boolean renewalDue(long now) {
        Times known = times;
        return known != null && now - known.renewal >= 0;
    }

    /** @param lifetimeSeconds 0 when not said */
    void granted(long now, long lifetimeSeconds) {
        long lifetime = lifetimeSeconds <= 0
                ? USUAL_LIFETIME
                : Math.min(Duration.ofSeconds(lifetimeSeconds).toNanos(), LONGEST_LIFETIME);
        double share = 0.7 + ThreadLocalRandom.current().nextDouble(0.2);
        times = new Times(now + (long) (lifetime * share), now + lifetime * 95 / 100);
    }

    /** The next one could not be had: not again at once. */
    void refused(long now) {
        Times known = times;
        if (known != null) {
            times = new Times(now + TRY_AGAIN, known.end);
        }
    }

    /** The provider does not accept the present one. */
    void disowned() {
        times = null;
    }
}
