/**
 * Proof of what was used: records in a canonical form, Merkle trees over the batches in which they are shipped, chained
 * and signed roots, and their verification, which needs nothing but the public key.
 *
 * <p>Depends on {@code kernel} and {@code metering}.
 */
@NullMarked
package dev.llmmarketplace.core.receipt;

import org.jspecify.annotations.NullMarked;
