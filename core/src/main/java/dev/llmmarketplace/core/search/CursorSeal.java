package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs the cursors that leave the installation (HMAC-SHA-256, half of it), so that none that was made up or comes from
 * another installation reaches an index. Thread-safe.
 */
public final class CursorSeal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int TAG_BYTES = 16;
    private static final char SEPARATOR = '.';

    private final SecretKeySpec key;

    /** @param secret the installation's own, 16 bytes at least */
    public CursorSeal(byte[] secret) {
        if (secret.length < TAG_BYTES) {
            throw new IllegalArgumentException(
                    "the secret has " + secret.length + " bytes, " + TAG_BYTES + " are needed");
        }
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    @Nullable
    String close(@Nullable String cursor) {
        return cursor == null ? null : cursor + SEPARATOR + tag(cursor);
    }

    /** @throws ProblemException {@code VALIDATION_FAILED} for a cursor that {@link #close} did not make */
    @Nullable
    String open(@Nullable String signed) {
        if (signed == null) {
            return null;
        }
        int end = signed.lastIndexOf(SEPARATOR);
        String cursor = signed.substring(0, Math.max(0, end));
        byte[] given = signed.substring(end + 1).getBytes(StandardCharsets.UTF_8);
        if (end < 0 || !MessageDigest.isEqual(given, tag(cursor).getBytes(StandardCharsets.UTF_8))) {
            throw new ProblemException(Problem.invalid(
                    "cursor",
                    "the 'next' of a page of this marketplace",
                    "was changed, made up or signed elsewhere",
                    "Leave it out to begin with the first page."));
        }
        return cursor;
    }

    private String tag(String cursor) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] whole = mac.doFinal(cursor.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, TAG_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
