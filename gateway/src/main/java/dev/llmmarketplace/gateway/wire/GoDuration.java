package dev.llmmarketplace.gateway.wire;

/** Durations as OpenAI's limit headers write them: {@code 120ms}, {@code 1s}, {@code 6m0s}, {@code 2h10m0s}. */
public final class GoDuration {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    private GoDuration() {}

    /** Rounded up to a millisecond, from a second on to a second. */
    public static String ofNanos(long nanos) {
        if (nanos <= 0) {
            return "0s";
        }
        if (nanos < SECOND) {
            long millis = Math.ceilDiv(nanos, MILLI);
            return millis == 1000 ? "1s" : millis + "ms";
        }
        return ofSeconds(Math.ceilDiv(nanos, SECOND));
    }

    private static String ofSeconds(long seconds) {
        long hours = seconds / 3600;
        long minutes = seconds / 60 % 60;
        if (hours > 0) {
            return hours + "h" + minutes + "m" + seconds % 60 + "s";
        }
        return minutes > 0 ? minutes + "m" + seconds % 60 + "s" : seconds + "s";
    }
}
