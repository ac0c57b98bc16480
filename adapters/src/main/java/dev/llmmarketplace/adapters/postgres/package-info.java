/**
 * The stores of {@code core} on PostgreSQL: state, outbox, jobs, audit and usage, in plain SQL through JDBI.
 *
 * <p>The same code serves an external PostgreSQL and the embedded one; it is given a data source and does not ask where
 * it comes from. The schema is migrated by Flyway.
 *
 * <p>Depends on {@code core} and its drivers, on no other adapter.
 */
@NullMarked
package dev.llmmarketplace.adapters.postgres;

import org.jspecify.annotations.NullMarked;
