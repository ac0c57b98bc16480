package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes API keys and their digests. A key is {@code llm_mk_} and 256 random bits in base64url; it is looked up by
 * HMAC-SHA-256 (RFC 2104), which is enough because the secret cannot be guessed. Thread-safe.
 */
public final class KeyHasher {
    public static final String PREFIX = "llm_mk_";
    private static final int SHOWN = PREFIX.length() + 6;
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac template;
    private final ThreadLocal<Mac> mac = ThreadLocal.withInitial(this::newMac);
    private final SecureRandom random = new SecureRandom();

    /** @param pepper the installation's secret, at least 32 bytes */
    public KeyHasher(byte[] pepper) {
        if (pepper.length < 32) {
            throw new IllegalArgumentException("the key pepper must have at least 32 bytes");
        }
        try {
            template = Mac.getInstance(ALGORITHM);
            template.init(new SecretKeySpec(pepper, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** A new secret; it is shown once and never stored. */
    public Secret generate() {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        return new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    public KeyDigest digest(String key) {
        return KeyDigest.of(mac.get().doFinal(key.getBytes(StandardCharsets.UTF_8)));
    }

    /** The part that may be shown in lists. */
    public static String shownPrefix(Secret key) {
        return key.reveal().substring(0, SHOWN);
    }

    /** The same of what somebody presented as a key; null when it cannot be one. */
    public static @Nullable String shownPrefix(String presented) {
        return presented.startsWith(PREFIX) && presented.length() > 2 * SHOWN ? presented.substring(0, SHOWN) : null;
    }

    private Mac newMac() {
        try {
            return (Mac) template.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's HMAC can be cloned", e);
        }
    }
}
