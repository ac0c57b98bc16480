/**
 * What operators hear of calls: spans to a collector and access records in a log, both off the event loops and through
 * queues of bounded length. What does not fit is dropped and counted.
 *
 * <p>Depends on {@code gateway.observe}, on {@code core.telemetry} and on Logback's files.
 */
@NullMarked
package dev.llmmarketplace.server.telemetry;

import org.jspecify.annotations.NullMarked;
