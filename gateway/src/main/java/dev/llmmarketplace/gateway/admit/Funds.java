package dev.llmmarketplace.gateway.admit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The accounts that a call draws from; one that is null does not limit. The same money is taken from each account of money.
 *
 * @param tokens of the subscription
 * @param money of the organisation
 * @param projectMoney of the key's project
 * @param keyMoney of the key
 */
record Funds(
        @Nullable LeasedAccount tokens,
        @Nullable LeasedAccount money,
        @Nullable LeasedAccount projectMoney,
        @Nullable LeasedAccount keyMoney) {

    boolean limitsMoney() {
        return money != null || projectMoney != null || keyMoney != null;
    }

    long tokensLeft() {
        return left(tokens);
    }

    long nanosLeft() {
        return Math.min(left(money), Math.min(left(projectMoney), left(keyMoney)));
    }

    /** The account of money in which the least is left; null when money is not limited. */
    @Nullable
    LeasedAccount poorestMoney() {
        LeasedAccount poorest = money;
        if (projectMoney != null && left(projectMoney) < left(poorest)) {
            poorest = projectMoney;
        }
        return keyMoney != null && left(keyMoney) < left(poorest) ? keyMoney : poorest;
    }

    private static long left(@Nullable LeasedAccount account) {
        return account == null ? Long.MAX_VALUE : account.left();
    }

    /** Whose budget {@code account} is. */
    BudgetOwner owner(LeasedAccount account) {
        if (account == keyMoney) {
            return BudgetOwner.KEY;
        }
        return account == projectMoney ? BudgetOwner.PROJECT : BudgetOwner.ORGANISATION;
    }

    /** True when the last attempt to ask for one of them failed. */
    boolean unreachable() {
        return unreachable(tokens) || unreachable(money) || unreachable(projectMoney) || unreachable(keyMoney);
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
        if (!reserve(projectMoney, moreNanos)) {
            release(tokens, moreTokens);
            release(money, moreNanos);
            return false;
        }
        if (!reserve(keyMoney, moreNanos)) {
            release(tokens, moreTokens);
            release(money, moreNanos);
            release(projectMoney, moreNanos);
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
        settle(projectMoney, reservedNanos, spentNanos);
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
        describe(states, "project", LimitState.BUDGET, projectMoney);
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
        if (lacks(tokens, moreTokens)) {
            return tokens;
        }
        if (lacks(money, moreNanos)) {
            return money;
        }
        if (lacks(projectMoney, moreNanos)) {
            return projectMoney;
        }
        return lacks(keyMoney, moreNanos) ? keyMoney : null;
    }

    private static boolean lacks(@Nullable LeasedAccount account, long units) {
        return account != null && units > account.free();
    }
}
