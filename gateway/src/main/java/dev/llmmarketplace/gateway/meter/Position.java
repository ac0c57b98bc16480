package dev.llmmarketplace.gateway.meter;

/** A place in a lane as one growing number: the segment's index in the upper half, the offset in the lower. */
final class Position {
    /** Before everything: segments count from 1. */
    static final long START = 0;

    private Position() {}

    static long of(int segment, int offset) {
        return (long) segment << 32 | offset;
    }

    static int segment(long position) {
        return (int) (position >>> 32);
    }

    static int offset(long position) {
        return (int) position;
    }
}
