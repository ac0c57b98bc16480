package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.gateway.wire.Decimals;

/**
 * How one limit stands while a call holds its part of it.
 *
 * @param scope {@code subscription}, {@code key}, {@code service} or {@code organisation}
 * @param limit for example {@code tokens_per_minute}
 * @param allowed in the whole window; 0 when the authority has not told yet
 * @param left for others
 */
public record LimitState(String scope, String limit, long allowed, long left) {
    static final String BUDGET = "budget_per_month";

    /** Of money as a decimal. */
    public String figure(long units) {
        return limit.equals(BUDGET) ? Decimals.ofNanos(units) : Long.toString(units);
    }
}
