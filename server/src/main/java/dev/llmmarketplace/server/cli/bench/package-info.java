/**
 * {@code marketplace bench}: what the gateway costs beside nginx on the same machine in the same minutes, how long a
 * start takes and how much memory everything together rests in.
 *
 * <p>Owns the load, the yardsticks, the reading of {@code /proc} and the reports. Everything measured runs in processes
 * of its own, started the way a user starts them. Linux only.
 *
 * <p>Depends on the command line's REST client and on nothing of the program that it measures.
 */
@NullMarked
package dev.llmmarketplace.server.cli.bench;

import org.jspecify.annotations.NullMarked;
