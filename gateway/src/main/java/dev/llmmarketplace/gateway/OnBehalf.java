package dev.llmmarketplace.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * By this, another door of the same process tells from where the caller comes for whom it asks, so that keys that are bound
 * to addresses hold there too. What vouches for it is a secret of this process. Thread-safe.
 */
public final class OnBehalf {
    /** The header in which it says so. */
    public static final String HEADER = "x-marketplace-on-behalf";

    private static final CharSequence NAME = HttpHeaders.createOptimized(HEADER);
    private static final int SECRET_BYTES = 32;

    private final String secret = secret();

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The header's value for a caller at {@code address}, as numbers. */
    public String of(String address) {
        return secret + ' ' + address;
    }

    /** The address that is vouched for; null when none is. */
    @Nullable
    String address(MultiMap headers) {
        String value = headers.get(NAME);
        if (value == null || value.length() <= secret.length() + 1) {
            return null;
        }
        byte[] shown = value.substring(0, secret.length()).getBytes(StandardCharsets.ISO_8859_1);
        boolean ours = MessageDigest.isEqual(shown, secret.getBytes(StandardCharsets.ISO_8859_1));
        return ours ? value.substring(secret.length() + 1) : null;
    }
}
