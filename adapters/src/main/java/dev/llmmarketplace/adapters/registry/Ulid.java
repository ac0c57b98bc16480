package dev.llmmarketplace.adapters.registry;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.UUID;

/** 128 bits as the registry writes them: 26 digits of Crockford's base 32. */
final class Ulid {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 26;
    private static final int BITS = 5;

    private Ulid() {}

    static String of(UUID id) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        BigInteger value = new BigInteger(1, bytes);
        StringBuilder text = new StringBuilder(LENGTH);
        for (int digit = LENGTH - 1; digit >= 0; digit--) {
            text.append(DIGITS.charAt(value.shiftRight(digit * BITS).intValue() & 31));
        }
        return text.toString();
    }
}
