package dev.llmmarketplace.gateway;

import java.util.Arrays;

/** Pieces of an answer kept together until they go on as one. A single piece is not copied. */
final class Held {
    private static final byte[] NOTHING = new byte[0];

    private byte[] bytes = NOTHING;
    private int from;
    private int to;

    void add(byte[] piece, int first, int behind) {
        if (first == behind) {
            return;
        }
        if (from == to) {
            bytes = piece;
            from = first;
            to = behind;
            return;
        }
        int length = length();
        int wanted = length + behind - first;
        if (from > 0 || wanted > bytes.length) {
            bytes = Arrays.copyOf(Arrays.copyOfRange(bytes, from, to), Math.max(2 * length, wanted));
            from = 0;
        }
        System.arraycopy(piece, first, bytes, length, behind - first);
        to = wanted;
    }

    int length() {
        return to - from;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    void clear() {
        bytes = NOTHING;
        from = 0;
        to = 0;
    }
}
