/**
 * {@code marketplace bench search}: how good the search is, on collections with known answers.
 *
 * <p>Owns the reading of such collections and the measures. Unlike the other measurements this one runs in its own process,
 * on the product's index and embedding model, because it asks the index's legs apart, which no interface of a running
 * server offers.
 *
 * <p>Depends on {@code core.search}, its Lucene and ONNX adapters, and the command line.
 */
@NullMarked
package dev.llmmarketplace.server.cli.bench.search;

import org.jspecify.annotations.NullMarked;
