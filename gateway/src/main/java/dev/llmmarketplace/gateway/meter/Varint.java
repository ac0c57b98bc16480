package dev.llmmarketplace.gateway.meter;

import java.nio.ByteBuffer;

/** Non-negative counts in seven bits a byte, least significant first (LEB128, unsigned); at most ten bytes. */
final class Varint {
    private Varint() {}

    static void put(ByteBuffer to, long count) {
        long left = count;
        while ((left & ~0x7FL) != 0) {
            to.put((byte) (left | 0x80));
            left >>>= 7;
        }
        to.put((byte) left);
    }

    static long get(ByteBuffer from) {
        long count = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = from.get();
            count |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return count;
            }
        }
        throw new IllegalArgumentException("a count has more than ten bytes");
    }
}
