package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.KeyDigest;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.gateway.wire.Route;
import java.time.Instant;

/**
 * What admission needs of a key, and no more: there may be millions.
 *
 * @param expiresAtMillis Unix time; {@link Long#MAX_VALUE} when it does not expire
 */
public record RingKey(
        KeyId id, OrganisationId organisation, KeyDigest digest, ApiKey.Scopes scopes, long expiresAtMillis) {

    static RingKey of(ApiKey key) {
        Instant expiresAt = key.expiresAt();
        return new RingKey(
                key.id(),
                key.organisation(),
                key.digest(),
                key.scopes(),
                expiresAt == null ? Long.MAX_VALUE : expiresAt.toEpochMilli());
    }

    boolean reaches(Route route) {
        return scopes.routes().isEmpty() || scopes.routes().contains(route.scope());
    }

    /** True when its scopes allow that service. */
    public boolean reaches(ServiceId service) {
        return scopes.services().isEmpty() || scopes.services().contains(service);
    }
}
