package dev.llmmarketplace.server.cli.bench;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * All rounds of one kind of load. Within a round the contenders ran one after the other, so a ratio is taken round by
 * round: what disturbs the machine for a minute disturbs both its sides.
 */
record Comparison(String label, int connections, List<Map<Contender, Sample>> rounds) {
    Comparison {
        rounds = List.copyOf(rounds);
    }

    Series series(Contender contender, ToDoubleFunction<Sample> figure) {
        return Series.of(rounds, round -> figure.applyAsDouble(sample(round, contender)));
    }

    /** Requests per second of the gateway over those of {@code other}. */
    Series ratioTo(Contender other) {
        return Series.of(rounds, round -> rate(round, Contender.GATEWAY) / rate(round, other));
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
