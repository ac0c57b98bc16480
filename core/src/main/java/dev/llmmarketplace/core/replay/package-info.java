/**
 * Results of calls that callers made idempotent, kept so that a repetition is answered and not made again.
 *
 * <p>Depends on {@code kernel}.
 */
@NullMarked
package dev.llmmarketplace.core.replay;

import org.jspecify.annotations.NullMarked;
