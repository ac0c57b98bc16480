package dev.llmmarketplace.core.kernel;

import java.time.Instant;
import java.time.InstantSource;

/** The one place that reads the machine's clock; everything else is handed an {@link InstantSource}. */
public final class Time {
    private Time() {}

    /** The system's clock. */
    public static InstantSource system() {
        return InstantSource.system();
    }

    /** Unix time in milliseconds, for the paths that cannot afford an {@link Instant}. */
    public static long currentMillis() {
        return System.currentTimeMillis();
    }
}
