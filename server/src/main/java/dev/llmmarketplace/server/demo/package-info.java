/**
 * The demonstration: the main job of a marketplace, from publishing to the cost of a call, told step by step on a real
 * catalogue. {@link dev.llmmarketplace.server.demo.Story} is the order of events.
 *
 * <p>Speaks to the marketplace over HTTP as anybody would ({@code cli.client}) and reads the bundled provider's own count
 * ({@code provider}). What runs in the background is started by the command, {@code server.Demo}.
 */
@NullMarked
package dev.llmmarketplace.server.demo;

import org.jspecify.annotations.NullMarked;
