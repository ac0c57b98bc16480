package dev.llmmarketplace.server.cli.bench.search;

import org.jspecify.annotations.Nullable;

/**
 * What an index of so many services costs and how it answers.
 *
 * @param services how many
 * @param indexBytes on the disk
 * @param heapBytes used after a collection
 * @param indexingMicros wall time per service, since the stage before; null when all were there already
 * @param hybrid times of questions in words
 * @param filtered the same with filters
 * @param suggestions times of what is being typed
 * @param recall share of the ten nearest that the graph finds, 0..1
 * @param filteredRecall the same under filters that let one in four through
 * @param selectiveRecall the same under filters that let about one in a hundred through
 */
record CrowdFigures(
        int services,
        long indexBytes,
        long heapBytes,
        @Nullable Double indexingMicros,
        SteadyLoad.Times hybrid,
        SteadyLoad.Times filtered,
        SteadyLoad.Times suggestions,
        double recall,
        double filteredRecall,
        double selectiveRecall) {}
