package dev.llmmarketplace.core.catalog;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a provider promises.
 *
 * @param availability per cent of a month, 0..100
 * @param maxLatency to the end of a plain answer; a slower one breaches the promise, it is not cut off
 * @param timeout when the gateway gives up waiting for the first byte
 * @param betweenBytes when it gives up on an answer that has begun and goes silent; null for the gateway's own time
 * @param total when it gives up in any case; null for the gateway's own time
 * @param hedging whether a request whose answer is late may be sent to another endpoint as well
 */
public record ServiceLevel(
        BigDecimal availability,
        Duration maxLatency,
        SupportLevel support,
        Duration timeout,
        @Nullable Duration betweenBytes,
        @Nullable Duration total,
        boolean hedging) {

    /** With the gateway's own times once an answer has begun. */
    public ServiceLevel(BigDecimal availability, Duration maxLatency, SupportLevel support, Duration timeout) {
        this(availability, maxLatency, support, timeout, null, null, false);
    }

    /** The same, equal to what promises as much: 99.9 is 99.90. */
    public ServiceLevel plain() {
        return new ServiceLevel(
                availability.stripTrailingZeros(), maxLatency, support, timeout, betweenBytes, total, hedging);
    }

    /** The times that the gateway keeps. */
    public Timeouts timeouts() {
        return new Timeouts(timeout, betweenBytes, total, hedging);
    }

    /**
     * How long the gateway waits.
     *
     * @param firstByte of an answer
     * @param betweenBytes null for the gateway's own
     * @param total null for the gateway's own
     * @param hedging whether it may ask another endpoint as well, after a time that it has learned
     */
    public record Timeouts(
            Duration firstByte,
            @Nullable Duration betweenBytes,
            @Nullable Duration total,
            boolean hedging) {}
}
