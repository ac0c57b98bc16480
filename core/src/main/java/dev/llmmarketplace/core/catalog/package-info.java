/**
 * Services and their versions as providers describe them: names, capabilities, endpoints, price books, service levels,
 * compliance. Owns the life of a version ({@link dev.llmmarketplace.core.catalog.ServiceStatus}) and what the gateway
 * must know of it ({@link dev.llmmarketplace.core.catalog.CallableService}).
 *
 * <p>Depends on {@code kernel} and the shapes of {@code event}.
 */
@NullMarked
package dev.llmmarketplace.core.catalog;

import org.jspecify.annotations.NullMarked;
