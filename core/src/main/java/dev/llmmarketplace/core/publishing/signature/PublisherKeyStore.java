package dev.llmmarketplace.core.publishing.signature;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the keys that versions are signed with, for good: what was signed stays tellable. Blocking; thread-safe. */
public interface PublisherKeyStore {
    /** False, and nothing is changed, when the organisation has that key already, be it in force or revoked. */
    boolean register(PublisherKey key);

    Optional<PublisherKey> find(OrganisationId organisation, String fingerprint);

    /** The key of a provider that has handed the service over after {@code since}. */
    Optional<PublisherKey> findFormer(ServiceId service, String fingerprint, Instant since);

    /** Newest first. */
    List<PublisherKey> list(OrganisationId organisation);

    /** False when there is no such key; one that is revoked stays so since then. */
    boolean revoke(OrganisationId organisation, String fingerprint, Instant at);
}
