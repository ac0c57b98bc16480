/**
 * Services that change hands: offered by their provider, accepted by another one.
 *
 * <p>Depends on {@code kernel}, {@code access} and {@code catalog}.
 */
@NullMarked
package dev.llmmarketplace.core.publishing.transfer;

import org.jspecify.annotations.NullMarked;
