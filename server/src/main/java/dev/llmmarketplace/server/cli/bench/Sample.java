package dev.llmmarketplace.server.cli.bench;

import java.util.Map;

/**
 * One run against one contender.
 *
 * @param cpuMicros processor time of the contender's own processes during the run
 * @param threadMicros the same by kind of thread
 * @param databaseMicros processor time of its PostgreSQL during the run, which also ships what came before
 */
record Sample(Load load, long cpuMicros, long databaseMicros, Map<String, Long> threadMicros) {
    Sample {
        threadMicros = Map.copyOf(threadMicros);
    }

    double cpuPerRequest() {
        return perRequest(cpuMicros);
    }

    double databasePerRequest() {
        return perRequest(databaseMicros);
    }

    double threadPerRequest(String kind) {
        return perRequest(threadMicros.getOrDefault(kind, 0L));
    }

    private double perRequest(long micros) {
        return load.requests() == 0 ? 0 : (double) micros / load.requests();
    }
}
