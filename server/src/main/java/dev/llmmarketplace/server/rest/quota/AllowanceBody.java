package dev.llmmarketplace.server.rest.quota;

import dev.llmmarketplace.core.quota.Account;
import dev.llmmarketplace.core.quota.QuotaStore.AccountState;
import dev.llmmarketplace.server.rest.MoneyBody;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How one account of this month stands; figures are decimal strings. */
record AllowanceBody(
        String unit,
        @Nullable String currency,
        UUID owner,
        String name,
        String month,
        String limit,
        String spent,
        String reserved,
        String available) {

    static AllowanceBody from(AccountState state, String name) {
        boolean money = state.account().unit() == Account.Unit.NANOS;
        return new AllowanceBody(
                money ? "money" : "tokens",
                money ? state.currency() : null,
                state.account().owner(),
                name,
                state.account().month().toString(),
                figure(state.limit(), money),
                figure(state.spent(), money),
                figure(state.leased(), money),
                figure(state.available(), money));
    }

    private static String figure(long units, boolean money) {
        return money ? MoneyBody.decimal(units) : Long.toString(units);
    }
}
