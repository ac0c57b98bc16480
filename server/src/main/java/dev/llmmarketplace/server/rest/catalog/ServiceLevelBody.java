package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.catalog.ServiceLevel;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

record ServiceLevelBody(
        BigDecimal availability,
        long maxLatencyMillis,
        String support,
        long timeoutMillis,
        @Nullable Long betweenBytesMillis,
        @Nullable Long totalMillis,
        boolean hedging) {
    static ServiceLevelBody from(ServiceLevel promise) {
        return new ServiceLevelBody(
                promise.availability(),
                promise.maxLatency().toMillis(),
                promise.support().wireName(),
                promise.timeout().toMillis(),
                millis(promise.betweenBytes()),
                millis(promise.total()),
                promise.hedging());
    }

    private static @Nullable Long millis(@Nullable Duration stated) {
        return stated == null ? null : stated.toMillis();
    }
}
