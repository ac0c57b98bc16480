package dev.llmmarketplace.gateway.observe;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Where a call stands in a trace (W3C Trace Context, level 1): the trace that the caller is in, or a new one, and a span
 * for the call. Immutable.
 *
 * @param parent the caller's span; 0 when the trace begins here
 * @param sampled the caller's decision, or ours where there is no caller's
 */
public record Trace(long high, long low, long span, long parent, boolean sampled) {
    private static final int LENGTH = 55;
    private static final int SAMPLED = 1;
    private static final HexFormat HEX = HexFormat.of();

    /**
     * A call with this {@code traceparent}; one that is absent or broken begins a new trace.
     *
     * @param head part of the new traces that are sampled, 0 to 1
     */
    public static Trace begin(@Nullable String traceparent, double head) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long span = random.nextLong() | 1;
        if (traceparent != null && sound(traceparent)) {
            return new Trace(
                    hex(traceparent, 3),
                    hex(traceparent, 19),
                    span,
                    hex(traceparent, 36),
                    (Character.digit(traceparent.charAt(54), 16) & SAMPLED) != 0);
        }
        return new Trace(random.nextLong(), random.nextLong() | 1, span, 0, random.nextDouble() < head);
    }

    /** The trace's identifier in a {@code traceparent}; null when that is absent or broken. */
    public static @Nullable String idIn(@Nullable String traceparent) {
        return traceparent != null && sound(traceparent) ? traceparent.substring(3, 35) : null;
    }

    /** Later versions may have more behind what is known (section 4.3); version ff is none. */
    private static boolean sound(String text) {
        boolean rightLength = text.length() == LENGTH
                || text.length() > LENGTH && text.charAt(LENGTH) == '-' && !text.startsWith("00");
        return rightLength
                && !text.startsWith("ff")
                && hexAt(text, 0, 2)
                && text.charAt(2) == '-'
                && hexAt(text, 3, 35)
                && text.charAt(35) == '-'
                && hexAt(text, 36, 52)
                && text.charAt(52) == '-'
                && hexAt(text, 53, LENGTH)
                && (hex(text, 3) | hex(text, 19)) != 0
                && hex(text, 36) != 0;
    }

    private static boolean hexAt(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static long hex(String text, int from) {
        return HexFormat.fromHexDigitsToLong(text, from, from + 16);
    }

    /** Adds the header line by which the provider continues the trace. */
    public void put(StringBuilder lines) {
        lines.append("traceparent: 00-");
        hex(lines, high);
        hex(lines, low);
        lines.append('-');
        hex(lines, span);
        lines.append(sampled ? "-01\r\n" : "-00\r\n");
    }

    /** The header's value by which the provider continues the trace. */
    public String traceparent() {
        return "00-" + traceId() + "-" + spanId() + (sampled ? "-01" : "-00");
    }

    private static void hex(StringBuilder lines, long number) {
        for (int shift = 60; shift >= 0; shift -= 4) {
            lines.append(Character.forDigit((int) (number >>> shift) & 15, 16));
        }
    }

    public String traceId() {
        return HEX.toHexDigits(high) + HEX.toHexDigits(low);
    }

    public String spanId() {
        return HEX.toHexDigits(span);
    }

    /** Only where there is a parent. */
    public String parentId() {
        return HEX.toHexDigits(parent);
    }
}
