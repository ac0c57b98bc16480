/**
 * Answers that were given, kept in memory for the same request of the same organisation. Knows nothing of admission: who may
 * have an answer is decided before it is looked for.
 *
 * <p>Depends on {@code core}.
 */
@NullMarked
package dev.llmmarketplace.gateway.cache;

import org.jspecify.annotations.NullMarked;
