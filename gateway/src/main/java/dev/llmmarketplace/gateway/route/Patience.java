package dev.llmmarketplace.gateway.route;

import dev.llmmarketplace.core.catalog.ServiceLevel.Timeouts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a provider may take, in nanoseconds.
 *
 * @param firstByte until its answer begins, once all of the request is sent
 * @param betweenBytes of silence within an answer; 0 for the gateway's own
 * @param total of a call from its arrival; 0 for the gateway's own
 */
public record Patience(long firstByte, long betweenBytes, long total) {
    /** For requests of our own. */
    public static Patience of(Duration firstByte) {
        return new Patience(firstByte.toNanos(), 0, 0);
    }

    static Patience of(Timeouts timeouts) {
        return new Patience(timeouts.firstByte().toNanos(), nanos(timeouts.betweenBytes()), nanos(timeouts.total()));
    }

    private static long nanos(@Nullable Duration stated) {
        return stated == null ? 0 : stated.toNanos();
    }
}
