package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps organisations, users, sessions and API keys. Changes of keys write their event ({@code access} topic) in the
 * same transaction. Blocking; thread-safe. Unless said otherwise an unknown id is {@code NOT_FOUND}.
 */
public interface AccessStore {
    /** @throws dev.llmmarketplace.core.kernel.ProblemException {@code CONFLICT} when the slug is taken */
    void createOrganisation(Organisation organisation);

    /**
     * Creates both or neither.
     *
     * @throws dev.llmmarketplace.core.kernel.ProblemException {@code CONFLICT} when slug or email are taken
     */
    void register(Organisation organisation, User user);

    /** @throws dev.llmmarketplace.core.kernel.ProblemException {@code CONFLICT} when the email is taken */
    void createUser(User user);

    /** True when no user exists yet: the very first start. */
    boolean empty();

    Optional<Organisation> findOrganisation(OrganisationId id);

    Optional<Organisation> findOrganisation(String slug);

    Page<Organisation> organisations(Page.Request page);

    /** Changes what an organisation may be; the slug of one that has published stays. */
    Organisation updateOrganisation(OrganisationId id, boolean provider, boolean consumer, boolean suspended);

    Optional<User> findUser(UserId id);

    Optional<User> findUser(String email);

    Page<User> users(Page.Request page);

    void storeRoles(UserId user, Set<Role> roles);

    void storePassword(UserId user, Secret passwordHash);

    /** Counts one failure and locks until {@code lockUntil} once {@code lockAfter} have come in a row. */
    void recordFailedSignIn(UserId user, int lockAfter, Instant lockUntil);

    void recordSignIn(UserId user, Instant at);

    /** Keeps a refresh token by its digest. */
    void storeSession(KeyDigest refreshToken, UserId user, Instant expiresAt);

    /**
     * Takes a refresh token out of use and says whose it was; empty when unknown, used or expired. A token that comes a
     * second time revokes all sessions of its user (RFC 9700, 4.14).
     */
    Optional<UserId> redeemSession(KeyDigest refreshToken, Instant now);

    /** Ends all sessions of a user. */
    void endSessions(UserId user);

    void createKey(ApiKey key);

    Optional<ApiKey> findKey(KeyId id);

    /** Newest first. */
    List<ApiKey> keys(OrganisationId organisation);

    /** Idempotent: the first time of revocation stays. */
    ApiKey revokeKey(KeyId id, Instant at);

    /** The next secret of a key, and until when the present one opens. */
    record NewSecret(String prefix, KeyDigest digest, Instant oldUntil) {}

    /**
     * Makes the present secret the retiring one and {@code next} the present one.
     *
     * @param present what the caller took for the present secret; of two rotations at the same time one is empty-handed
     * @return empty when the key was revoked, or {@code present} is its secret no more
     */
    Optional<ApiKey> rotateKey(KeyId id, KeyDigest present, NewSecret next);

    ApiKey limitKey(KeyId id, ApiKey.Limits limits);

    /** Advances the last use of keys, never backwards. */
    void recordKeyUse(KeyId id, Instant at);

    /** A signing key of tokens, as JWK set members sealed by the vault. */
    record SigningKey(
            String id,
            byte[] sealedJwk,
            Instant createdAt,
            @Nullable Instant retiredAt) {}

    /** Newest first; those retired before {@code retiredAfter} are left out. */
    List<SigningKey> signingKeys(Instant retiredAfter);

    /** Adds a key and retires the ones before it, unless a younger one than {@code notBefore} exists already. */
    boolean addSigningKey(SigningKey key, Instant notBefore);
}
