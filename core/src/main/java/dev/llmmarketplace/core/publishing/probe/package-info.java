/**
 * What is published is tested again and again: findings tell its provider what has changed, and what does not serve any
 * more is in quarantine until it does.
 *
 * <p>Depends on {@code kernel}, {@code catalog} and {@code publishing.livetest}.
 */
@NullMarked
package dev.llmmarketplace.core.publishing.probe;

import org.jspecify.annotations.NullMarked;
