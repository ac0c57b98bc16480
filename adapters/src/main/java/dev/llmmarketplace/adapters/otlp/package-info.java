/**
 * Sends spans by OTLP over HTTP, with OpenTelemetry's own SDK and exporter. Loaded only where an endpoint is set.
 *
 * <p>Depends on {@code core.telemetry} and OpenTelemetry.
 */
@NullMarked
package dev.llmmarketplace.adapters.otlp;

import org.jspecify.annotations.NullMarked;
