package dev.llmmarketplace.gateway.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at a time. Finding zero bytes in a word is the classic of Mycroft (1987); see Warren, Hacker's Delight,
 * 6-1. False positives above a true one are harmless here: a hit only sends the caller to look byte by byte.
 */
final class Words {
    static final int BYTES = Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';
    private static final long LINE_FEEDS = ONES * '\n';
    private static final long CARRIAGE_RETURNS = ONES * '\r';

    private Words() {}

    /** True when the eight bytes are what stands in a JSON string as itself: ASCII, no quote, escape or control. */
    static boolean plainText(byte[] bytes, int at) {
        long word = (long) LONGS.get(bytes, at);
        long controls = word - SPACES & ~word;
        return ((zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | controls | word) & HIGHS) == 0;
    }

    /** True when no quote and no backslash is among the eight bytes. */
    static boolean insideString(byte[] bytes, int at) {
        long word = (long) LONGS.get(bytes, at);
        return ((zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES)) & HIGHS) == 0;
    }

    /** True when none of the eight bytes ends a line. */
    static boolean insideLine(byte[] bytes, int at) {
        long word = (long) LONGS.get(bytes, at);
        return ((zeros(word ^ LINE_FEEDS) | zeros(word ^ CARRIAGE_RETURNS)) & HIGHS) == 0;
    }

    /** How many of the eight bytes begin a character of UTF-8, that is, are no continuation bytes. */
    static int characters(byte[] bytes, int at) {
        long word = (long) LONGS.get(bytes, at);
        long continuations = word & ~(word << 1) & HIGHS;
        return BYTES - Long.bitCount(continuations);
    }

    private static long zeros(long word) {
        return word - ONES & ~word;
    }
}
