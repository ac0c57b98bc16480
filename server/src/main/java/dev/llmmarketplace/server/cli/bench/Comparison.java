package dev.llmmarketplace.server.cli.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * All rounds of one kind of load. Within a round the contenders ran one after the other, so a ratio is taken round by
 * round: what disturbs the machine for a minute disturbs both its sides.
 */
record Comparison(String label, int connections, List<Map<Contender, Sample>> rounds) {
    /** Microseconds a request below which a kind of thread is not mentioned. */
    private static final double WORTH_A_WORD = 0.1;

    Comparison {
        rounds = List.copyOf(rounds);
    }

    Series series(Contender contender, ToDoubleFunction<Sample> figure) {
        return Series.of(rounds, round -> figure.applyAsDouble(sample(round, contender)));
    }

    /** Those that took part, in the order of their declaration. */
    List<Contender> contenders() {
        return rounds.isEmpty()
                ? List.of()
                : Arrays.stream(Contender.values())
                        .filter(rounds.getFirst()::containsKey)
                        .toList();
    }

    /** Processor time of the gateway in microseconds a request, by kind of thread; the dearest first. */
    Map<String, Double> gatewayThreads() {
        Map<String, Double> kinds = new LinkedHashMap<>();
        rounds.stream()
                .flatMap(round -> sample(round, Contender.GATEWAY).threadMicros().keySet().stream())
                .distinct()
                .map(kind -> Map.entry(
                        kind,
                        series(Contender.GATEWAY, sample -> sample.threadPerRequest(kind))
                                .median()))
                .filter(kind -> kind.getValue() >= WORTH_A_WORD)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(kind -> kinds.put(kind.getKey(), kind.getValue()));
        return kinds;
    }

    /** Requests per second of {@code contender} over those of {@code other}. */
    Series ratio(Contender contender, Contender other) {
        return Series.of(rounds, round -> rate(round, contender) / rate(round, other));
    }

    /** Requests per second of the gateway over those of {@code other}. */
    Series ratioTo(Contender other) {
        return ratio(Contender.GATEWAY, other);
    }

    /** What {@code contender} adds to the upstream's latency, in the unit of {@code latency}. */
    Series addedLatency(Contender contender, ToDoubleFunction<Load> latency) {
        return Series.of(
                rounds,
                round -> latency.applyAsDouble(sample(round, contender).load())
                        - latency.applyAsDouble(
                                sample(round, Contender.UPSTREAM).load()));
    }

    long requests(Contender contender) {
        return rounds.stream()
                .mapToLong(round -> sample(round, contender).load().requests())
                .sum();
    }

    long errors(Contender contender) {
        return rounds.stream()
                .mapToLong(round -> sample(round, contender).load().errors())
                .sum();
    }

    private static double rate(Map<Contender, Sample> round, Contender contender) {
        return sample(round, contender).load().requestsPerSecond();
    }

    private static Sample sample(Map<Contender, Sample> round, Contender contender) {
        Sample sample = round.get(contender);
        if (sample == null) {
            throw new IllegalStateException("a round without " + contender);
        }
        return sample;
    }
}
