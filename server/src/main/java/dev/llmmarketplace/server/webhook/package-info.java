/**
 * Events on their way out of the program: what spreads them to webhooks, and what calls those.
 *
 * <p>Depends on {@code core}, {@code probe} and SLF4J.
 */
@NullMarked
package dev.llmmarketplace.server.webhook;

import org.jspecify.annotations.NullMarked;
