package dev.llmmarketplace.server.rest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Times management requests by operation and status. */
final class RequestMetrics {
    private final MeterRegistry registry;

    RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void record(Operation operation, int status, long nanos) {
        Timer.builder("marketplace.management.requests")
                .description("Management requests, from their routing to their answer")
                .tag("operation", operation.id())
                .tag("status", Integer.toString(status))
                .publishPercentileHistogram(false)
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }
}
