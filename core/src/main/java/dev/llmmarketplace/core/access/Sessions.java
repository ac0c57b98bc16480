package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * Refresh tokens: 256 random bits that are kept by their digest, good once. One that comes a second time ends all
 * sessions of its user. Blocking; thread-safe.
 */
public final class Sessions {
    private final AccessStore access;
    private final KeyHasher hasher;
    private final InstantSource clock;
    private final Duration lifetime;
    private final SecureRandom random = new SecureRandom();

    public Sessions(AccessStore access, KeyHasher hasher, InstantSource clock, Duration lifetime) {
        this.access = access;
        this.hasher = hasher;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /** A new refresh token for {@code user}. */
    public Secret open(User user) {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        Secret token = new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
        access.storeSession(
                hasher.digest(token.reveal()), user.id(), clock.instant().plus(lifetime));
        return token;
    }

    /** Whose token it was; it is used up by this. Empty when it is not good (any more). */
    public Optional<User> redeem(Secret refreshToken) {
        return access.redeemSession(hasher.digest(refreshToken.reveal()), clock.instant())
                .flatMap(access::findUser);
    }

    public void endAll(Principal principal) {
        access.endSessions(principal.user());
    }
}
