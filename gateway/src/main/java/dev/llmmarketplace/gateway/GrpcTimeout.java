package dev.llmmarketplace.gateway;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The header {@code grpc-timeout}: up to eight digits and a unit (grpc/grpc, doc/PROTOCOL-HTTP2.md). */
final class GrpcTimeout {
    static final long NONE = Long.MAX_VALUE;
    static final long UNREADABLE = -1;

    private static final int MOST_DIGITS = 8;
    private static final long MOST_MILLIS = 99_999_999;

    private GrpcTimeout() {}

    /** Nanoseconds; {@link #NONE} without one, {@link #UNREADABLE} when it is none. */
    static long nanos(@Nullable String header) {
        if (header == null) {
            return NONE;
        }
        int digits = header.length() - 1;
        TimeUnit unit = digits < 1 ? null : unit(header.charAt(digits));
        if (unit == null || digits > MOST_DIGITS) {
            return UNREADABLE;
        }
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = header.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return UNREADABLE;
            }
            value = 10 * value + digit;
        }
        return unit.toNanos(value);
    }

    private static @Nullable TimeUnit unit(char letter) {
        return switch (letter) {
            case 'H' -> TimeUnit.HOURS;
            case 'M' -> TimeUnit.MINUTES;
            case 'S' -> TimeUnit.SECONDS;
            case 'm' -> TimeUnit.MILLISECONDS;
            case 'u' -> TimeUnit.MICROSECONDS;
            case 'n' -> TimeUnit.NANOSECONDS;
            default -> null;
        };
    }

    /** What is left of it, as the provider is told. */
    static String header(long nanos) {
        long millis = Math.clamp(TimeUnit.NANOSECONDS.toMillis(nanos), 1, MOST_MILLIS);
        return millis + "m";
    }
}
