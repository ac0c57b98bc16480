package dev.llmmarketplace.core.receipt;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 digest.
 *
 * @param hex 64 digits in lower case
 */
public record Hash(String hex) {
    /** What the first batch of a chain follows. */
    public static final Hash NOTHING = new Hash("0".repeat(64));

    public Hash {
        if (hex.length() != 64 || !hex.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
            throw new IllegalArgumentException("a hash has 64 hexadecimal digits in lower case");
        }
    }

    public static Hash of(byte[] bytes) {
        return new Hash(HexFormat.of().formatHex(bytes));
    }

    /** @param parts one behind the other */
    static Hash over(int prefix, byte[]... parts) {
        MessageDigest digest = sha256();
        digest.update((byte) prefix);
        for (byte[] part : parts) {
            digest.update(part);
        }
        return of(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
