/**
 * Revisions: what is said of a listed version may be said better without a new version of it. Which fields that are, who may,
 * and what became of them. Depends on {@code kernel}, {@code access}, {@code catalog} and {@code publishing}.
 */
@NullMarked
package dev.llmmarketplace.core.publishing.revision;

import org.jspecify.annotations.NullMarked;
