/**
 * Publications under {@code kill -9}: the marketplace dies while submissions are on their way, and each of them comes to
 * the end that it would have come to.
 */
@NullMarked
package dev.llmmarketplace.it.publication;

import org.jspecify.annotations.NullMarked;
