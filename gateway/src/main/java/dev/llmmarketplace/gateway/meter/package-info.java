/**
 * What a call used, written down before its answer ends: the usage journal, its recovery and its shipping to the
 * {@link dev.llmmarketplace.core.metering.UsageSink}; and the bill that a finished call is settled with.
 *
 * <p>One {@link dev.llmmarketplace.gateway.meter.Lane} per event loop is written by that loop alone; everything slow
 * (allocation, force, shipping, removal) happens on threads of this package.
 *
 * <p>Depends on {@code core} and on what {@code wire} has counted; knows neither connections nor admission.
 */
@NullMarked
package dev.llmmarketplace.gateway.meter;

import org.jspecify.annotations.NullMarked;
