/**
 * Who may do what: organisations, users, roles and permissions, API keys. Owns the look-up of keys by HMAC and the
 * sealing of secrets at rest as ports.
 *
 * <p>Depends on {@code kernel} and {@code event}.
 */
@NullMarked
package dev.llmmarketplace.core.access;

import org.jspecify.annotations.NullMarked;
