/**
 * Questions that people keep, and what they are told when something new answers one.
 *
 * <p>Depends on {@code kernel}, {@code catalog}, {@code event}, {@code notification} and {@code search}.
 */
@NullMarked
package dev.llmmarketplace.core.search.saved;

import org.jspecify.annotations.NullMarked;
