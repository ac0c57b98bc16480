/**
 * Secrets at rest: the directory of the installation's own secrets, and the vault that seals other people's secrets for
 * the database.
 *
 * <p>Whoever has the directory and the database has every provider's credential; either alone is worth nothing.
 *
 * <p>Depends on {@code core} and Tink, on no other adapter.
 */
@NullMarked
package dev.llmmarketplace.adapters.vault;

import org.jspecify.annotations.NullMarked;
