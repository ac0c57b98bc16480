/**
 * Who did what: the entries of the audit trail, what is known of who acts while he acts, and the proof that no entry was
 * changed, removed or moved since. The proof has the form of a {@code receipt}: batches, chained and signed.
 *
 * <p>Depends on {@code kernel} and {@code receipt}.
 */
@NullMarked
package dev.llmmarketplace.core.audit;

import org.jspecify.annotations.NullMarked;
