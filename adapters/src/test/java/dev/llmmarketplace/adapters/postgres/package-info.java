/** The stores' contracts, run against the embedded PostgreSQL and against the distribution's own. */
@NullMarked
package dev.llmmarketplace.adapters.postgres;

import org.jspecify.annotations.NullMarked;
