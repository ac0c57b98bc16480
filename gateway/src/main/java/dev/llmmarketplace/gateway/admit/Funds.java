package dev.llmmarketplace.gateway.admit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The accounts that a call draws from; one that is null does not limit. The same money is taken from both accounts of
 * money.
 *
 * @param tokens of the subscription
 * @param money of the organisation
 * @param keyMoney of the key
 */
record Funds(
        @Nullable LeasedAccount tokens,
        @Nullable LeasedAccount money,
        @Nullable LeasedAccount keyMoney) {

    boolean limitsMoney() {
        return money != null || keyMoney != null;
    }

    long tokensLeft() {
        return left(tokens);
    }

    long nanosLeft() {
        return Math.min(left(money), left(keyMoney));
    }

    private static long left(@Nullable LeasedAccount account) {
        return account == null ? Long.MAX_VALUE : account.left();
    }

    /** True when the last attempt to ask for one of them failed. */
    boolean unreachable() {
        return unreachable(tokens) || unreachable(money) || unreachable(keyMoney);
    }

    private static boolean unreachable(@Nullable LeasedAccount account) {
        return account != null && account.unreachable();
    }

    /** Takes from each account; false, and nothing taken, when one of them has not enough at hand. */
    boolean reserve(long moreTokens, long moreNanos) {
        if (!reserve(tokens, moreTokens)) {
            return false;
        }
        if (!reserve(money, moreNanos)) {
            release(tokens, moreTokens);
            return false;
        }
        if (!reserve(keyMoney, moreNanos)) {
            release(tokens, moreTokens);
            release(money, moreNanos);
            return false;
        }
        return true;
    }

    private static boolean reserve(@Nullable LeasedAccount account, long units) {
        return account == null || units <= 0 || account.reserve(units);
    }

    /** Spends some of what was reserved and puts the rest back. */
    void settle(long reservedTokens, long spentTokens, long reservedNanos, long spentNanos) {
        settle(tokens, reservedTokens, spentTokens);
        settle(money, reservedNanos, spentNanos);
        settle(keyMoney, reservedNanos, spentNanos);
    }

    private static void settle(@Nullable LeasedAccount account, long reserved, long spent) {
        if (account != null) {
            account.spend(spent);
            account.release(reserved - spent);
        }
    }

    private static void release(@Nullable LeasedAccount account, long units) {
        if (account != null && units > 0) {
            account.release(units);
        }
    }

    void describe(List<LimitState> states) {
        describe(states, "subscription", "tokens_per_month", tokens);
        describe(states, "organisation", LimitState.BUDGET, money);
        describe(states, "key", LimitState.BUDGET, keyMoney);
    }

    private static void describe(List<LimitState> states, String scope, String limit, @Nullable LeasedAccount account) {
        if (account != null) {
            states.add(new LimitState(scope, limit, account.limit(), account.left()));
        }
    }

    /** An account that has not so much at hand; null when all have. */
    @Nullable
    LeasedAccount lacking(long moreTokens, long moreNanos) {
        if (tokens != null && moreTokens > tokens.free()) {
            return tokens;
        }
        if (money != null && moreNanos > money.free()) {
            return money;
        }
        return keyMoney != null && moreNanos > keyMoney.free() ? keyMoney : null;
    }
}
