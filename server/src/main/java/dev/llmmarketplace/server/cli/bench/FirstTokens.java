package dev.llmmarketplace.server.cli.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The times to the first token of all contenders, taken by turns. */
record FirstTokens(List<Map<Contender, FirstToken.Times>> rounds) {
    private static final int TIMES = 1_000;

    FirstTokens {
        rounds = List.copyOf(rounds);
    }

    static FirstTokens measure(List<Way> ways, int tokens, int rounds) throws IOException {
        List<Map<Contender, FirstToken.Times>> measured = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            List<Way> order = new ArrayList<>(ways);
            Collections.rotate(order, round);
            Map<Contender, FirstToken.Times> times = new EnumMap<>(Contender.class);
            for (Way way : order) {
                times.put(way.contender(), FirstToken.measure(way.target(Shape.STREAM, tokens), TIMES));
            }
            measured.add(times);
        }
        return new FirstTokens(measured);
    }

    /** What {@code contender} adds to the upstream's time, in milliseconds. */
    Series addedMillis(Contender contender, double percentile) {
        return Series.of(
                rounds,
                round -> (times(round, contender).percentile(percentile)
                                - times(round, Contender.UPSTREAM).percentile(percentile))
                        / 1000.0);
    }

    /** Streams that went through the gateway, those that did not count included. */
    long streams() {
        return rounds.size() * (long) (TIMES + FirstToken.WARM_UP);
    }

    private static FirstToken.Times times(Map<Contender, FirstToken.Times> round, Contender contender) {
        FirstToken.Times times = round.get(contender);
        if (times == null) {
            throw new IllegalStateException("a round without " + contender);
        }
        return times;
    }
}
