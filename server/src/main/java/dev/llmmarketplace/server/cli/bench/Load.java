package dev.llmmarketplace.server.cli.bench;

/**
 * What one run of the load generator saw.
 *
 * @param requests answers that came, errors included
 * @param errors answers with a status of 400 or more, and connections that failed, broke or timed out
 * @param micros how long the run took
 * @param p50Micros from the first byte of a request to the last of its answer
 * @param p99Micros likewise
 */
record Load(long requests, long errors, long micros, long p50Micros, long p99Micros) {
    double requestsPerSecond() {
        return micros == 0 ? 0 : requests * 1e6 / micros;
    }
}
