package dev.llmmarketplace.core.search;

import org.jspecify.annotations.Nullable;

/**
 * What a number must lie in, both ends included; null leaves an end open. A range whose only bound is a least of 0 or less
 * does not restrict: what is not stated is at least nothing.
 */
public record Range(@Nullable Long least, @Nullable Long most) {
    public static final Range ANY = new Range(null, null);

    public static Range atLeast(long least) {
        return new Range(least, null);
    }

    public static Range atMost(long most) {
        return new Range(null, most);
    }

    public boolean restricts() {
        return most != null || least != null && least > 0;
    }

    /** True when no number can lie in it. */
    public boolean reversed() {
        return least != null && most != null && least > most;
    }

    public boolean holds(long value) {
        return (least == null || value >= least) && (most == null || value <= most);
    }
}
