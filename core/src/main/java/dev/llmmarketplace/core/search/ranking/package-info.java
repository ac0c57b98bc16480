/**
 * In which order hits come: relevance, popularity, performance and compliance of services, each 0..1, weighed together; and
 * what is known of services from their calls and reviews.
 *
 * <p>Depends on {@code kernel}, {@code access}, {@code catalog} and {@code sla}.
 */
@NullMarked
package dev.llmmarketplace.core.search.ranking;

import org.jspecify.annotations.NullMarked;
