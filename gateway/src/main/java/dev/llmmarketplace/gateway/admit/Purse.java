package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.kernel.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A budget of an organisation or a key, with its account of the present month. */
final class Purse {
    private final UUID owner;
    private final Money perMonth;
    private volatile @Nullable LeasedAccount account;

    Purse(UUID owner, Money perMonth) {
        this.owner = owner;
        this.perMonth = perMonth;
    }

    String currency() {
        return perMonth.currency();
    }

    /** The limit, in nano-units. */
    long nanos() {
        return perMonth.nanos();
    }

    LeasedAccount account(LeasedAccounts accounts, long unixMillis) {
        LeasedAccount known = account;
        if (known == null || !known.covers(unixMillis)) {
            known = accounts.money(owner, unixMillis);
            account = known;
        }
        return known;
    }
}
