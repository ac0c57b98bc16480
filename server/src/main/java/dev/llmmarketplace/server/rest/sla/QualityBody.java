package dev.llmmarketplace.server.rest.sla;

import dev.llmmarketplace.core.sla.Distribution;
import dev.llmmarketplace.core.sla.ServiceQuality;
import dev.llmmarketplace.core.sla.Window;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a service did in one window; where there are too few calls, a figure is absent. */
public record QualityBody(
        String window,
        Instant from,
        Instant to,
        long calls,
        long failed,
        long notCounted,
        boolean enoughData,
        @Nullable Double availability,
        @Nullable Double errorPercent,
        QuantilesBody latencyMillis,
        QuantilesBody firstTokenMillis,
        QuantilesBody tokensPerSecond) {

    public static QualityBody from(Window window, Window.Period period, ServiceQuality quality) {
        return new QualityBody(
                window.wireName(),
                period.from(),
                period.to(),
                quality.counted(),
                quality.failed(),
                quality.notCounted(),
                quality.enough(),
                quality.enough() ? quality.availabilityPercent() : null,
                quality.enough() ? quality.errorPercent() : null,
                QuantilesBody.rising(quality.answers()),
                QuantilesBody.rising(quality.firstTokens()),
                QuantilesBody.falling(quality.speeds()));
    }

    /** Quantiles in thousandths of what was counted; of times the slow end, of speeds the slow end too. */
    public record QuantilesBody(
            long sampleSize,
            boolean enoughData,
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99) {
        static QuantilesBody rising(Distribution times) {
            return of(times, 0.95, 0.99);
        }

        static QuantilesBody falling(Distribution speeds) {
            return of(speeds, 0.05, 0.01);
        }

        private static QuantilesBody of(Distribution figures, double second, double third) {
            long sample = figures.sampleSize();
            boolean enough = sample >= ServiceQuality.LEAST_CALLS;
            return new QuantilesBody(
                    sample,
                    enough,
                    enough ? figures.quantile(0.5) / 1000.0 : null,
                    enough ? figures.quantile(second) / 1000.0 : null,
                    enough ? figures.quantile(third) / 1000.0 : null);
        }
    }
}
