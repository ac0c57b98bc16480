/**
 * Benchmarks of the hot path, and the budgets that they are held to.
 *
 * <p>Depends on {@code server} and JMH. Measures through public types; nothing is opened up for the sake of a benchmark.
 */
@NullMarked
package dev.llmmarketplace.bench;

import org.jspecify.annotations.NullMarked;
