/**
 * What calling a service as its manifest says has shown, before it is listed and whenever somebody asks.
 *
 * <p>Depends on {@code kernel} and {@code catalog}.
 */
@NullMarked
package dev.llmmarketplace.core.publishing.livetest;

import org.jspecify.annotations.NullMarked;
