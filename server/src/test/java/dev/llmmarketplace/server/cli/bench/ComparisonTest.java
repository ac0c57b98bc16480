package dev.llmmarketplace.server.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ComparisonTest {

    @Test
    void aRatioIsTakenWithinEachRoundSoThatASlowMinuteHarmsNobody() {
        Comparison comparison = new Comparison("unary", 8, List.of(round(1000, 800), round(100, 80), round(500, 400)));

        assertThat(comparison.ratioTo(Contender.NGINX)).isEqualTo(new Series(0.8, 0.8, 0.8));
    }

    @Test
    void processorTimeIsSharedAmongTheRequestsOfItsRun() {
        assertThat(new Sample(load(200), 10_000, 4_000, Map.of()).cpuPerRequest())
                .isEqualTo(50);
        assertThat(new Sample(load(200), 10_000, 4_000, Map.of()).databasePerRequest())
                .isEqualTo(20);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(Series.of(List.of(4, 1, 3, 2), Integer::doubleValue)).isEqualTo(new Series(2.5, 1, 4));
    }

    @Test
    void theGatewaysThreadsAreListedWithTheDearestFirstAndTheIdleLeftOut() {
        Sample sample = new Sample(load(100), 5_000, 0, Map.of("shipper", 1_000L, "loop", 4_000L, "idle", 1L));

        assertThat(new Comparison("unary", 8, List.of(Map.of(Contender.GATEWAY, sample))).gatewayThreads())
                .containsExactly(Map.entry("loop", 40.0), Map.entry("shipper", 10.0));
    }

    private static Map<Contender, Sample> round(long nginx, long gateway) {
        return Map.of(
                Contender.UPSTREAM, new Sample(load(2 * nginx), 0, 0, Map.of()),
                Contender.NGINX, new Sample(load(nginx), 0, 0, Map.of()),
                Contender.GATEWAY, new Sample(load(gateway), 0, 0, Map.of()));
    }

    private static Load load(long requests) {
        return new Load(requests, 0, 1_000_000, 100, 200);
    }
}
