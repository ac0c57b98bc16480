/**
 * Starts and stops the PostgreSQL that lives in the data directory of a stand-alone marketplace.
 *
 * <p>Owns the process, its cluster and its settings: a server that would lose committed data on a crash is refused. A
 * server that a killed marketplace left behind is found by its {@code postmaster.pid} and stopped before a new one
 * starts. The caller must hold the data directory's lock.
 *
 * <p>Depends on {@code core}, the JDBC driver and the packed binaries, on no other adapter.
 */
@NullMarked
package dev.llmmarketplace.adapters.embedded;

import org.jspecify.annotations.NullMarked;
