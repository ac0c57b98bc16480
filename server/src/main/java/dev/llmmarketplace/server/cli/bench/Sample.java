package dev.llmmarketplace.server.cli.bench;

/**
 * One run against one contender.
 *
 * @param cpuMicros processor time of the contender's own processes during the run
 * @param databaseMicros processor time of its PostgreSQL during the run, which also ships what came before
 */
record Sample(Load load, long cpuMicros, long databaseMicros) {
    double cpuPerRequest() {
        return perRequest(cpuMicros);
    }

    double databasePerRequest() {
        return perRequest(databaseMicros);
    }

    private double perRequest(long micros) {
        return load.requests() == 0 ? 0 : (double) micros / load.requests();
    }
}
