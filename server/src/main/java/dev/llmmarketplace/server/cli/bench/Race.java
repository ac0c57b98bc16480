package dev.llmmarketplace.server.cli.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Runs the contenders by turns, each round in another order, so that no one always comes after the same one. */
final class Race {
    private final LoadGenerator generator;
    private final List<Way> ways;
    private final int tokens;
    private final Consumer<String> progress;

    /** @param tokens of each answer */
    Race(LoadGenerator generator, List<Way> ways, int tokens, Consumer<String> progress) {
        this.generator = generator;
        this.ways = List.copyOf(ways);
        this.tokens = tokens;
        this.progress = progress;
    }

    /** The same with some of the contenders only. */
    Race of(Set<Contender> some) {
        List<Way> theirs =
                ways.stream().filter(way -> some.contains(way.contender())).toList();
        return new Race(generator, theirs, tokens, progress);
    }

    /**
     * @param rounds at least 1
     * @param seconds each contender runs in each round
     */
    record Plan(String label, Shape shape, int connections, int rounds, int seconds) {}

    Comparison run(Plan plan) {
        List<Map<Contender, Sample>> rounds = new ArrayList<>();
        for (int round = 0; round < plan.rounds(); round++) {
            rounds.add(round(plan, round));
        }
        return new Comparison(plan.label(), plan.connections(), rounds);
    }

    private Map<Contender, Sample> round(Plan plan, int round) {
        List<Way> order = new ArrayList<>(ways);
        Collections.rotate(order, round);
        Map<Contender, Sample> samples = new EnumMap<>(Contender.class);
        for (Way way : order) {
            progress.accept(plan.label() + ", round " + (round + 1) + " of " + plan.rounds() + ": "
                    + way.contender().label());
            way.rest().end();
            samples.put(way.contender(), sample(way, plan));
            way.rest().begin();
        }
        return samples;
    }

    private Sample sample(Way way, Plan plan) {
        List<Long> processes = way.processes().get();
        List<Long> database = way.database().get();
        long before = CpuClock.micros(processes);
        long databaseBefore = CpuClock.micros(database);
        Map<String, Long> threadsBefore = ThreadClock.micros(processes);
        Load load = generator.run(way.target(plan.shape(), tokens), plan.connections(), plan.seconds());
        return new Sample(
                load,
                CpuClock.micros(processes) - before,
                CpuClock.micros(database) - databaseBefore,
                ThreadClock.between(threadsBefore, ThreadClock.micros(processes)));
    }
}
