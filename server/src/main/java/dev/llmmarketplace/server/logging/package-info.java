/**
 * The log: for people or as JSON lines, always on standard error, always without secrets. Each line of a request carries
 * its {@code requestId}.
 *
 * <p>Depends on Logback; the rest of the program knows SLF4J only.
 */
@NullMarked
package dev.llmmarketplace.server.logging;

import org.jspecify.annotations.NullMarked;
