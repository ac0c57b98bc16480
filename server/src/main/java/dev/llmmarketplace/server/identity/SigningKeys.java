package dev.llmmarketplace.server.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.SecretVault;
import dev.llmmarketplace.core.kernel.Ids;
import dev.llmmarketplace.core.kernel.Secret;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The RSA keys that sign access tokens. They are shared by all processes through the store, sealed; a new one is made
 * when the newest has become too old, and the ones before it stay published until their last token has expired. The
 * copy in memory is renewed every minute, and at once when a token names a key it does not have. Thread-safe.
 */
public final class SigningKeys {
    private static final int BITS = 2048;
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final AccessStore store;
    private final SecretVault vault;
    private final InstantSource clock;
    private final Duration rotation;
    private final Duration tokenLifetime;
    private volatile Copy copy = new Copy(List.of(), Instant.MIN);

    /**
     * @param rotation the age at which a key is replaced
     * @param tokenLifetime for how long a replaced key must stay published
     */
    public SigningKeys(
            AccessStore store, SecretVault vault, InstantSource clock, Duration rotation, Duration tokenLifetime) {
        this.store = store;
        this.vault = vault;
        this.clock = clock;
        this.rotation = rotation;
        this.tokenLifetime = tokenLifetime;
    }

    /** @param keys newest first */
    private record Copy(List<RSAKey> keys, Instant readAt) {}

    /** The key that signs now; made when there is none or it has become too old. */
    RSAKey current() {
        Instant now = clock.instant();
        List<RSAKey> keys = fresh(now);
        if (keys.isEmpty() || issuedAt(keys.getFirst()).plus(rotation).isBefore(now)) {
            rotate(now);
            keys = read(now);
        }
        return keys.getFirst();
    }

    /** The key that a token names. */
    Optional<RSAKey> find(String id) {
        Instant now = clock.instant();
        Optional<RSAKey> known = named(fresh(now), id);
        return known.isPresent() ? known : named(read(now), id);
    }

    /** What others verify tokens with: public parts only. */
    public JWKSet published() {
        return new JWKSet(new ArrayList<>(fresh(clock.instant()))).toPublicJWKSet();
    }

    private List<RSAKey> fresh(Instant now) {
        Copy present = copy;
        return present.readAt().isAfter(now.minus(FRESH)) ? present.keys() : read(now);
    }

    private synchronized List<RSAKey> read(Instant now) {
        List<RSAKey> keys = store.signingKeys(now.minus(tokenLifetime)).stream()
                .map(this::open)
                .toList();
        copy = new Copy(keys, now);
        return keys;
    }

    /** Two processes may come here at once: the store lets one key in. */
    private void rotate(Instant now) {
        try {
            String id = Ids.next().toString();
            RSAKey key = new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(id)
                    .issueTime(java.util.Date.from(now))
                    .generate();
            byte[] sealed = vault.seal(new Secret(key.toJSONString()), context(id));
            store.addSigningKey(new AccessStore.SigningKey(id, sealed, now, null), now.minus(rotation));
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK makes RSA keys", e);
        }
    }

    private RSAKey open(AccessStore.SigningKey stored) {
        try {
            return RSAKey.parse(
                    vault.open(stored.sealedJwk(), context(stored.id())).reveal());
        } catch (ParseException e) {
            throw new IllegalStateException("signing key " + stored.id() + " is no JWK", e);
        }
    }

    private static Optional<RSAKey> named(List<RSAKey> keys, String id) {
        return keys.stream().filter(key -> key.getKeyID().equals(id)).findFirst();
    }

    private static Instant issuedAt(RSAKey key) {
        return key.getIssueTime().toInstant();
    }

    private static String context(String id) {
        return "signing-key " + id;
    }
}
