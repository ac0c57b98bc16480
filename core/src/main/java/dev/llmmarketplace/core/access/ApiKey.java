package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program's credential, without its secret.
 *
 * @param prefix the first characters of the secret, for people to tell keys apart
 * @param digest HMAC-SHA-256 of the secret under the installation's key
 * @param expiresAt null when it does not expire
 * @param revokedAt null while in force
 */
public record ApiKey(
        KeyId id,
        OrganisationId organisation,
        String name,
        String prefix,
        KeyDigest digest,
        Scopes scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    /**
     * What a key reaches; an empty set does not restrict.
     *
     * @param services services it may call
     * @param routes data-plane routes, for example {@code chat.completions}
     */
    public record Scopes(Set<ServiceId> services, Set<String> routes) {
        public static final Scopes ALL = new Scopes(Set.of(), Set.of());

        public Scopes {
            services = Set.copyOf(services);
            routes = Set.copyOf(routes);
        }
    }
}
