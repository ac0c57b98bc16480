package dev.llmmarketplace.server;

import dev.llmmarketplace.core.sla.Verdict;
import dev.llmmarketplace.gateway.ServiceSeries;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/** Calls by service for Prometheus, of as many services as {@link ServiceSeries} keeps apart. */
record ServiceCollector(ServiceSeries services) implements Collector {
    private static final String NAME = "marketplace_gateway_service_calls";

    @Override
    public CounterSnapshot collect() {
        CounterSnapshot.Builder snapshot = CounterSnapshot.builder()
                .name(NAME)
                .help("Forwarded calls by service and by what their end says of it; of the first " + ServiceSeries.MOST
                        + " services, all others together as " + ServiceSeries.OTHER);
        for (ServiceSeries.Figures figures : services.all()) {
            for (Verdict verdict : Verdict.values()) {
                snapshot.dataPoint(CounterDataPointSnapshot.builder()
                        .labels(Labels.of("service", figures.service(), "verdict", verdict.wireName()))
                        .value((double) figures.calls(verdict))
                        .build());
            }
        }
        return snapshot.build();
    }
}
