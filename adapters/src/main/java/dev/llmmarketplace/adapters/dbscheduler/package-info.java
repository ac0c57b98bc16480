/**
 * Carries out jobs that are kept in PostgreSQL, by db-scheduler: each by one process at a time, and by another when that
 * one dies.
 *
 * <p>Depends on {@code core} and db-scheduler. The table comes with the migrations of {@code adapters.postgres}.
 */
@NullMarked
package dev.llmmarketplace.adapters.dbscheduler;

import org.jspecify.annotations.NullMarked;
