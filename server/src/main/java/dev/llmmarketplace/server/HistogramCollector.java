package dev.llmmarketplace.server;

import dev.llmmarketplace.gateway.LatencyHistogram;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.util.Arrays;

/**
 * One of the gateway's histograms for Prometheus.
 *
 * @param name with its unit, {@code _seconds}
 */
record HistogramCollector(String name, String help, LatencyHistogram histogram) implements Collector {
    private static final double MICROS = 1_000_000;

    @Override
    public HistogramSnapshot collect() {
        double[] bounds = Arrays.copyOf(
                Arrays.stream(LatencyHistogram.boundsMicros())
                        .mapToDouble(micros -> micros / MICROS)
                        .toArray(),
                LatencyHistogram.boundsMicros().length + 1);
        bounds[bounds.length - 1] = Double.POSITIVE_INFINITY;
        HistogramDataPointSnapshot.Builder point = HistogramDataPointSnapshot.builder();
        point.classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, histogram.counts()));
        point.sum(histogram.sumMicros() / MICROS);
        return HistogramSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(point.build())
                .build();
    }
}
