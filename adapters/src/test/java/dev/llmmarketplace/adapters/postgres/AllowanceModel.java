package dev.llmmarketplace.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.adapters.contract.Calls;
import dev.llmmarketplace.adapters.contract.Examples;
import dev.llmmarketplace.adapters.contract.Stores;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.quota.Account;
import dev.llmmarketplace.core.quota.QuotaStore.AccountState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes steps on the real account and keeps the books beside it in the simplest way. */
final class AllowanceModel {
    private final Stores stores;
    private final long limit;
    private final Instant now = Examples.now();
    private final Account account;
    private final Calls calls;
    private final String name = Examples.name("holder");
    private final Map<Integer, Long> leased = new HashMap<>();
    private final Map<Integer, List<UsageRecord>> lastBatch = new HashMap<>();
    private long spent;

    AllowanceModel(Stores stores, OrganisationId organisation, long limit) {
        this.stores = stores;
        this.limit = limit;
        this.account = Account.money(organisation, now);
        this.calls = Calls.ofNobody(organisation, OrganisationId.next(), now);
    }

    void take(GatewayStep step) {
        switch (step) {
            case GatewayStep.Lease(int holder, int units) -> lease(holder, units);
            case GatewayStep.Ship(int holder, int units) -> ship(holder, Math.min(units, held(holder)));
            case GatewayStep.ShipAgain(int holder) -> send(holder, lastBatch.getOrDefault(holder, List.of()));
            case GatewayStep.GiveBack(int holder, int units) -> giveBack(holder, Math.min(units, held(holder)));
            case GatewayStep.Reclaim(int holder) -> {
                stores.allowance().reclaim(name + holder);
                leased.remove(holder);
            }
        }
    }

    /** Only when nobody else uses the account. */
    void compare() {
        assertThat(state()).isEqualTo(new AccountState(account, limit, spent, leased(), "USD"));
        assertThat(spent + leased()).isLessThanOrEqualTo(limit);
    }

    AccountState state() {
        return stores.quota().accounts(new OrganisationId(account.owner()), now).getFirst();
    }

    long spent() {
        return spent;
    }

    long leased() {
        return leased.values().stream().mapToLong(Long::longValue).sum();
    }

    private void lease(int holder, int units) {
        long granted = stores.allowance().lease(name + holder, account, units).units();
        assertThat(granted).isBetween(0L, (long) units);
        leased.merge(holder, granted, Long::sum);
    }

    private void ship(int holder, long units) {
        if (units > 0) {
            List<UsageRecord> batch = List.of(calls.call(1, units / 2), calls.call(1, units - units / 2));
            lastBatch.put(holder, batch);
            send(holder, batch);
            spent += units;
            leased.merge(holder, -units, Long::sum);
        }
    }

    private void send(int holder, List<UsageRecord> batch) {
        stores.metering().sink().ship(name + holder, 0, 1, batch);
    }

    private void giveBack(int holder, long units) {
        stores.allowance().giveBack(name + holder, account, units);
        leased.merge(holder, -units, Long::sum);
    }

    private long held(int holder) {
        return leased.getOrDefault(holder, 0L);
    }
}
