package dev.llmmarketplace.server;

import dev.llmmarketplace.server.telemetry.AccessLog;
import dev.llmmarketplace.server.telemetry.Spans;
import dev.llmmarketplace.server.telemetry.Telemetry;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** What telemetry itself did, and what it had to drop. */
final class TelemetryMeters {
    private static final String NAME = "marketplace.telemetry.";

    private TelemetryMeters() {}

    static void bind(Telemetry telemetry, MeterRegistry registry) {
        telemetry.spans().ifPresent(spans -> {
            counter(registry, "spans.exported", "Spans that the collector took", spans, Spans::exported);
            counter(registry, "spans.dropped", "Spans that were lost: no room, or not taken", spans, Spans::dropped);
        });
        telemetry.accessLog().ifPresent(log -> {
            counter(registry, "access.records.written", "Access records written", log, AccessLog::written);
            counter(
                    registry,
                    "access.records.dropped",
                    "Access records lost for want of room",
                    log,
                    AccessLog::dropped);
        });
    }

    private static <T> void counter(
            MeterRegistry registry, String name, String description, T source, ToDoubleFunction<T> count) {
        FunctionCounter.builder(NAME + name, source, count)
                .description(description)
                .register(registry);
    }
}
