/**
 * Who may call what, how often and for how much: key ring, grants, budgets, rates, seats, and units leased from the
 * {@link dev.llmmarketplace.core.quota.Allowance} ahead of need. Every call passes
 * {@link dev.llmmarketplace.gateway.admit.Gatekeeper}; what it took is settled or given back exactly once through its
 * {@link dev.llmmarketplace.gateway.admit.Ticket}.
 *
 * <p>Reads snapshots and changes counters by compare-and-set; blocks nowhere. Only the leasing itself waits for the
 * authority, on virtual threads.
 *
 * <p>Depends on {@code core}, {@code route} and {@code wire}.
 */
@NullMarked
package dev.llmmarketplace.gateway.admit;

import org.jspecify.annotations.NullMarked;
