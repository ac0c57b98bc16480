/**
 * How rooms hear of each other's changes: the log of domain events that is written with each change (the outbox), and
 * feeds, which keep an in-memory copy of stored things up to date.
 *
 * <p>Depends on {@code kernel}.
 */
@NullMarked
package dev.llmmarketplace.core.event;

import org.jspecify.annotations.NullMarked;
