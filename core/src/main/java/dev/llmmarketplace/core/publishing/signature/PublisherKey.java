package dev.llmmarketplace.core.publishing.signature;

import dev.llmmarketplace.core.kernel.OrganisationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that an organisation signs its versions with.
 *
 * @param name for people, 1..100 characters
 * @param revokedAt since when nothing is accepted with it; null while it is in force
 */
public record PublisherKey(
        OrganisationId organisation,
        String name,
        Ed25519Key key,
        Instant registeredAt,
        @Nullable Instant revokedAt) {
    public String fingerprint() {
        return key.fingerprint();
    }

    public boolean revoked() {
        return revokedAt != null;
    }
}
