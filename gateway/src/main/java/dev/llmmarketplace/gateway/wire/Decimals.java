package dev.llmmarketplace.gateway.wire;

/** Amounts in nano-units as people write them. */
public final class Decimals {
    private static final long NANOS = 1_000_000_000;
    private static final int PLACES = 9;

    private Decimals() {}

    /** For example {@code 0.000123}; no trailing zeros, at least one digit before the point. */
    public static String ofNanos(long nanos) {
        long fraction = Math.abs(nanos % NANOS);
        StringBuilder text = new StringBuilder(24);
        if (nanos < 0) {
            text.append('-');
        }
        text.append(Math.abs(nanos / NANOS));
        if (fraction == 0) {
            return text.toString();
        }
        int point = text.length();
        text.append(NANOS + fraction).setCharAt(point, '.');
        int end = point + PLACES;
        while (text.charAt(end) == '0') {
            end--;
        }
        text.setLength(end + 1);
        return text.toString();
    }
}
