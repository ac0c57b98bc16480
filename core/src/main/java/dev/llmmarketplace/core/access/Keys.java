package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes, shows and revokes API keys. Blocking; thread-safe. */
public final class Keys {
    private final AccessStore access;
    private final KeyHasher hasher;
    private final InstantSource clock;

    public Keys(AccessStore access, KeyHasher hasher, InstantSource clock) {
        this.access = access;
        this.hasher = hasher;
        this.clock = clock;
    }

    /** A key and its secret, which is nowhere else and never shown again. */
    public record Created(ApiKey key, Secret secret) {}

    /** @param lifetime null for a key that does not expire */
    public Created create(OrganisationId organisation, String name, ApiKey.Scopes scopes, @Nullable Duration lifetime) {
        requireConsumer(organisation);
        Secret secret = hasher.generate();
        Instant now = clock.instant();
        ApiKey key = new ApiKey(
                KeyId.next(),
                organisation,
                name,
                KeyHasher.shownPrefix(secret),
                hasher.digest(secret.reveal()),
                scopes,
                now,
                lifetime == null ? null : now.plus(lifetime),
                null,
                null);
        access.createKey(key);
        return new Created(key, secret);
    }

    public List<ApiKey> list(OrganisationId organisation) {
        return access.keys(organisation);
    }

    /** @throws ProblemException {@code NOT_FOUND}, also for another organisation's key */
    public ApiKey revoke(Principal who, KeyId id) {
        ApiKey key = access.findKey(id)
                .filter(found ->
                        who.organisation().equals(found.organisation()) || who.permits(Permission.ANY_ORGANISATION))
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "There is no key " + id + "."));
        return access.revokeKey(key.id(), clock.instant());
    }

    private void requireConsumer(OrganisationId id) {
        Organisation organisation = access.findOrganisation(id)
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "There is no organisation " + id + "."));
        organisation.requireConsumer();
    }
}
