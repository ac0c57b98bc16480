/**
 * Reads constraints out of plain language: "cheapest with tools, at least 200k context, in the EU, under $1 per million"
 * becomes filters and an order, each with the words that it was read from. The same text is always read the same way, from
 * a fixed vocabulary and without a model; what is not in it stays text.
 *
 * <p>Depends on {@code search}.
 */
@NullMarked
package dev.llmmarketplace.core.search.constraint;

import org.jspecify.annotations.NullMarked;
