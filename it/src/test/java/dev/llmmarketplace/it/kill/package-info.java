/**
 * Money under {@code kill -9}: the marketplace dies again and again under load, and afterwards the ledger must agree with
 * what the provider counted in a process of its own.
 */
@NullMarked
package dev.llmmarketplace.it.kill;

import org.jspecify.annotations.NullMarked;
