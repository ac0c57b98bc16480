/**
 * Signing in and up, organisations, users and API keys over REST: handlers and wire records. The rules are those of
 * {@code core.access}.
 */
@NullMarked
package dev.llmmarketplace.server.rest.access;

import org.jspecify.annotations.NullMarked;
