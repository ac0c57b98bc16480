package dev.llmmarketplace.gateway.fake;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.quota.Account;
import dev.llmmarketplace.core.quota.Allowance;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** An authority in memory: limits by owner and unit, what is out by holder. */
public final class FakeAllowance implements Allowance {
    private record Owner(Account.Unit unit, UUID id) {}

    private final Map<Owner, Long> limits = new HashMap<>();
    private final Map<Account, Long> gone = new HashMap<>();
    private final Map<String, Map<Account, Long>> out = new HashMap<>();
    private int leases;
    private boolean away;

    public synchronized void limit(Account.Unit unit, UUID owner, long units) {
        limits.put(new Owner(unit, owner), units);
    }

    /** Whether the authority can be reached. */
    public synchronized void away(boolean now) {
        away = now;
    }

    @Override
    public synchronized Grant lease(String holder, Account account, long wanted) {
        check();
        leases++;
        Long limit = limits.get(new Owner(account.unit(), account.owner()));
        if (limit == null) {
            return new Grant(wanted, Grant.UNLIMITED, Grant.UNLIMITED);
        }
        long left = limit - gone.getOrDefault(account, 0L);
        long granted = Math.max(0, Math.min(wanted, left));
        gone.merge(account, granted, Long::sum);
        out.computeIfAbsent(holder, _ -> new HashMap<>()).merge(account, granted, Long::sum);
        return new Grant(granted, limit, left - granted);
    }

    @Override
    public synchronized void giveBack(String holder, Account account, long units) {
        check();
        gone.merge(account, -units, Long::sum);
        out.computeIfAbsent(holder, _ -> new HashMap<>()).merge(account, -units, Long::sum);
    }

    @Override
    public synchronized void reclaim(String holder) {
        check();
        out.getOrDefault(holder, Map.of()).forEach((account, units) -> gone.merge(account, -units, Long::sum));
        out.remove(holder);
    }

    /** What the sink does when a record is booked: units that are out become spent. */
    public synchronized void spent(String holder, Account account, long units) {
        out.computeIfAbsent(holder, _ -> new HashMap<>()).merge(account, -units, Long::sum);
    }

    /** Out of the account: leased or spent. */
    public synchronized long gone(Account account) {
        return gone.getOrDefault(account, 0L);
    }

    /** Leased by all holders and not spent. */
    public synchronized long out(Account account) {
        return out.values().stream()
                .mapToLong(accounts -> accounts.getOrDefault(account, 0L))
                .sum();
    }

    public synchronized int leases() {
        return leases;
    }

    private void check() {
        if (away) {
            throw new ProblemException(ErrorCode.UNAVAILABLE, "The authority is away.");
        }
    }
}
