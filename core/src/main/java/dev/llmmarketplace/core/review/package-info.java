/**
 * What callers think of services: one review per user and service, by those whose organisation has called it.
 *
 * <p>Depends on {@code kernel}, {@code access} and {@code catalog}.
 */
@NullMarked
package dev.llmmarketplace.core.review;

import org.jspecify.annotations.NullMarked;
