package dev.llmmarketplace.core.access;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** 32 bytes of HMAC-SHA-256 as four longs: small, comparable by value, fit as a map key. */
public record KeyDigest(long a, long b, long c, long d) {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** @param bytes exactly 32 */
    public static KeyDigest of(byte[] bytes) {
        if (bytes.length != 32) {
            throw new IllegalArgumentException("a digest has 32 bytes, not " + bytes.length);
        }
        return new KeyDigest((long) LONGS.get(bytes, 0), (long) LONGS.get(bytes, 8), (long) LONGS.get(bytes, 16), (long)
                LONGS.get(bytes, 24));
    }

    public byte[] bytes() {
        byte[] bytes = new byte[32];
        LONGS.set(bytes, 0, a);
        LONGS.set(bytes, 8, b);
        LONGS.set(bytes, 16, c);
        LONGS.set(bytes, 24, d);
        return bytes;
    }

    /** The digest is uniformly distributed, so any part of it is a good hash. */
    @Override
    public int hashCode() {
        return (int) a;
    }
}
