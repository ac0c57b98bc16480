package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ProjectId;
import dev.llmmarketplace.core.kernel.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes, shows, changes, rotates and revokes API keys. Blocking; thread-safe. */
public final class Keys {
    /** The longest that a former secret opens after a rotation. */
    public static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

    /** How long it does when nobody says otherwise. */
    public static final Duration USUAL_OVERLAP = Duration.ofHours(24);

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

    /**
     * What a key shall be.
     *
     * @param project null for none; one of the organisation's
     * @param lifetime null for a key that does not expire
     */
    public record Wanted(
            String name,
            ApiKey.Scopes scopes,
            ApiKey.Limits limits,
            @Nullable ProjectId project,
            @Nullable Duration lifetime) {}

    public Created create(OrganisationId organisation, Wanted wanted) {
        requireConsumer(organisation);
        Secret secret = hasher.generate();
        Instant now = clock.instant();
        ApiKey key = new ApiKey(
                KeyId.next(),
                organisation,
                wanted.project(),
                wanted.name(),
                KeyHasher.shownPrefix(secret),
                hasher.digest(secret.reveal()),
                wanted.scopes(),
                wanted.limits(),
                now,
                wanted.lifetime() == null ? null : now.plus(wanted.lifetime()),
                null,
                null,
                null);
        access.createKey(key);
        return new Created(key, secret);
    }

    public List<ApiKey> list(OrganisationId organisation) {
        return access.keys(organisation);
    }

    /**
     * Gives a key a new secret. The present one opens until {@code oldUntil}; one that was retiring before stops at once.
     *
     * @param oldUntil null for {@link #USUAL_OVERLAP} from now; a time that is past stops the old secret at once
     * @throws ProblemException {@code NOT_FOUND}, {@code VALIDATION_FAILED} for a time beyond {@link #LONGEST_OVERLAP},
     *     {@code CONFLICT} for a key that was revoked
     */
    public Created rotate(Principal who, KeyId id, @Nullable Instant oldUntil) {
        ApiKey key = find(who, id);
        Instant now = clock.instant();
        Instant until = oldUntil == null ? now.plus(USUAL_OVERLAP) : oldUntil;
        if (until.isAfter(now.plus(LONGEST_OVERLAP))) {
            throw new ProblemException(Problem.invalid(
                    "/oldKeyValidUntil",
                    "at most " + LONGEST_OVERLAP.toDays() + " days away",
                    "was " + until,
                    "Choose an earlier time, and rotate again when the programs need longer."));
        }
        Secret secret = hasher.generate();
        ApiKey rotated = access.rotateKey(
                        key.id(),
                        key.digest(),
                        new AccessStore.NewSecret(KeyHasher.shownPrefix(secret), hasher.digest(secret.reveal()), until))
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.CONFLICT,
                        "The key '" + key.name() + "' was revoked or rotated meanwhile. Look at it, then try again."));
        return new Created(rotated, secret);
    }

    /** @throws ProblemException {@code NOT_FOUND}, also for another organisation's key */
    public ApiKey limit(Principal who, KeyId id, ApiKey.Limits limits) {
        return access.limitKey(find(who, id).id(), limits);
    }

    /** @throws ProblemException {@code NOT_FOUND}, also for another organisation's key */
    public ApiKey revoke(Principal who, KeyId id) {
        return access.revokeKey(find(who, id).id(), clock.instant());
    }

    private ApiKey find(Principal who, KeyId id) {
        return access.findKey(id)
                .filter(found ->
                        who.organisation().equals(found.organisation()) || who.permits(Permission.ANY_ORGANISATION))
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "There is no key " + id + "."));
    }

    private void requireConsumer(OrganisationId id) {
        Organisation organisation = access.findOrganisation(id)
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "There is no organisation " + id + "."));
        organisation.requireConsumer();
    }
}
