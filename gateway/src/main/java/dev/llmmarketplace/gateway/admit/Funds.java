package dev.llmmarketplace.gateway.admit;

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

    void release(long unspentTokens, long unspentNanos) {
        release(tokens, unspentTokens);
        release(money, unspentNanos);
        release(keyMoney, unspentNanos);
    }

    private static void release(@Nullable LeasedAccount account, long units) {
        if (account != null && units > 0) {
            account.release(units);
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
