/**
 * What was used and what it costs: usage vectors, records of calls, their cost, and where records go.
 *
 * <p>Depends on {@code kernel} and {@code catalog} (price books).
 */
@NullMarked
package dev.llmmarketplace.core.metering;

import org.jspecify.annotations.NullMarked;
