package dev.llmmarketplace.server.cli.bench;

import java.util.Set;

/**
 * Loads all contenders for a moment, and the marketplaces until what they compile while they run is compiled: a compiler that
 * still works takes its share of the same processors, and a gateway that has run for a minute no longer pays it.
 */
final class WarmUp {
    private static final int BURST_SECONDS = 5;
    /** Of the processor time of a burst; less than this and the contender is as fast as it gets. */
    private static final double SETTLED = 0.03;

    private static final Set<String> COMPILERS = Set.of("C1 CompilerThre", "C2 CompilerThre");

    private static final Set<Contender> MARKETPLACES = Set.of(Contender.GATEWAY, Contender.CROWDED);

    private final Race all;
    private final Race marketplaces;
    private final int connections;
    private final int mostSeconds;

    /** @param mostSeconds of each contender; one burst is the least */
    WarmUp(Race race, int connections, int mostSeconds) {
        this.all = race;
        this.marketplaces = race.of(MARKETPLACES);
        this.connections = connections;
        this.mostSeconds = mostSeconds;
    }

    /** Returns how many requests the gateway answered meanwhile. */
    long run(Shape shape) {
        long answered = 0;
        int seconds = 0;
        boolean settled = false;
        while (seconds == 0 || seconds + BURST_SECONDS <= mostSeconds && !settled) {
            int burst = Math.clamp(mostSeconds - seconds, 1, BURST_SECONDS);
            Comparison run = (seconds == 0 ? all : marketplaces)
                    .run(new Race.Plan("warm-up " + shape.label(), shape, connections, 1, burst));
            answered += run.requests(Contender.GATEWAY);
            settled = isSettled(run);
            seconds += burst;
        }
        return answered;
    }

    /** Whether neither marketplace compiles any more. Of other programs' compilers nothing can be seen. */
    static boolean isSettled(Comparison run) {
        return MARKETPLACES.stream()
                .filter(run.contenders()::contains)
                .allMatch(contender -> run.series(contender, WarmUp::compiling).most() <= SETTLED);
    }

    private static double compiling(Sample sample) {
        long micros = COMPILERS.stream()
                .mapToLong(kind -> sample.threadMicros().getOrDefault(kind, 0L))
                .sum();
        return sample.cpuMicros() == 0 ? 0 : (double) micros / sample.cpuMicros();
    }
}
