/**
 * Starts, adopts and stops the PostgreSQL that lives in the data directory of a stand-alone marketplace.
 *
 * <p>Owns the process and its durability settings: a server that would lose committed data on a crash is refused. An
 * orphan that a killed marketplace left behind is found by its {@code postmaster.pid} and dealt with deliberately.
 *
 * <p>Depends on {@code core} and the binaries, and may use {@code adapters.postgres}.
 */
@NullMarked
package dev.llmmarketplace.adapters.embedded;

import org.jspecify.annotations.NullMarked;
