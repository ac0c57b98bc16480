/**
 * What people are told within the marketplace, each in an inbox of his own.
 *
 * <p>Depends on {@code kernel} only.
 */
@NullMarked
package dev.llmmarketplace.core.notification;

import org.jspecify.annotations.NullMarked;
