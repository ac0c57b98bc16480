package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.catalog.ServiceLevel;
import java.math.BigDecimal;

record ServiceLevelBody(BigDecimal availability, long maxLatencyMillis, String support, long timeoutMillis) {
    static ServiceLevelBody from(ServiceLevel promise) {
        return new ServiceLevelBody(
                promise.availability(),
                promise.maxLatency().toMillis(),
                promise.support().wireName(),
                promise.timeout().toMillis());
    }
}
