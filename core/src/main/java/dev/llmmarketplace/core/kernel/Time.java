package dev.llmmarketplace.core.kernel;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The one place that reads the machine's clock; everything else is handed an {@link InstantSource}. */
public final class Time {
    private Time() {}

    /** The system's clock, in whole microseconds: what PostgreSQL keeps of an instant is what was seen of it before. */
    public static InstantSource system() {
        return () -> Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** Unix time in milliseconds, for the paths that cannot afford an {@link Instant}. */
    public static long currentMillis() {
        return System.currentTimeMillis();
    }
}
