/**
 * The program: its configuration, its graph of objects, and {@code main}.
 *
 * <p>The only place that names a concrete adapter. It builds the graph by hand, starts it in order and closes it in
 * reverse.
 *
 * <p>Depends on everything; nothing depends on it but the tests.
 */
@NullMarked
package dev.llmmarketplace.server;

import org.jspecify.annotations.NullMarked;
