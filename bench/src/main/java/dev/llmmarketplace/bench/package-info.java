/**
 * Benchmarks of the hot path, and the budgets that they are held to.
 *
 * <p>Depends on the modules that it measures and on JMH. Measures through public types; nothing is opened up for the
 * sake of a benchmark. {@code scripts/benchmarks.sh} runs them.
 */
@NullMarked
package dev.llmmarketplace.bench;

import org.jspecify.annotations.NullMarked;
