/**
 * What is worth a look: what is being called and looked at more than usual, and what suits somebody by what he calls. From
 * metered usage, and from interactions of those who consented to their being recorded.
 *
 * <p>Depends on {@code kernel}, {@code access}, {@code catalog} and {@code search}.
 */
@NullMarked
package dev.llmmarketplace.core.recommendation;

import org.jspecify.annotations.NullMarked;
