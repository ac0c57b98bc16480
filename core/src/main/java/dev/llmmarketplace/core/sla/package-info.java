/**
 * How services keep what they promise: their speed, errors and availability over windows of time, computed from usage
 * records, and breaches of the promise.
 *
 * <p>Depends on {@code kernel}, {@code catalog} (the promise) and {@code metering} (outcomes).
 */
@NullMarked
package dev.llmmarketplace.core.sla;

import org.jspecify.annotations.NullMarked;
