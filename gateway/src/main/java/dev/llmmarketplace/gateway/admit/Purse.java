package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.quota.Budget;
import org.jspecify.annotations.Nullable;

/** A budget with its account of the present month. */
final class Purse {
    private final Budget budget;
    private volatile @Nullable LeasedAccount account;

    Purse(Budget budget) {
        this.budget = budget;
    }

    Budget budget() {
        return budget;
    }

    LeasedAccount account(LeasedAccounts accounts, long unixMillis) {
        LeasedAccount known = account;
        if (known == null || !known.covers(unixMillis)) {
            known = accounts.money(budget.organisation(), unixMillis);
            account = known;
        }
        return known;
    }
}
