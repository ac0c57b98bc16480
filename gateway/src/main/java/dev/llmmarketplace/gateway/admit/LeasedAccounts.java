package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.core.quota.Account;
import dev.llmmarketplace.core.quota.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The accounts that this process holds units of; gives idle units back. Thread-safe. */
public final class LeasedAccounts implements AutoCloseable {
    private static final long SWEEP = Duration.ofSeconds(1).toNanos();
    private static final long FORGET_AFTER = Duration.ofDays(1).toMillis();

    private final Leasing leasing;
    private final Map<Account, LeasedAccount> accounts = new ConcurrentHashMap<>();
    private final Thread sweeper;
    private volatile boolean closed;

    /** @param holder identity of this process's journal */
    public LeasedAccounts(Allowance allowance, String holder) {
        this.leasing = new Leasing(
                allowance, holder, task -> Thread.ofVirtual().name("lease").start(task));
        this.sweeper = Thread.ofVirtual().name("lease-sweeper").unstarted(this::sweep);
    }

    public void start() {
        sweeper.start();
    }

    /** Accounts of which units are leased here, or were lately. */
    public int size() {
        return accounts.size();
    }

    LeasedAccount tokens(SubscriptionId subscription, long unixMillis) {
        return account(Account.tokens(subscription, Instant.ofEpochMilli(unixMillis)));
    }

    /** @param owner an organisation or a key */
    LeasedAccount money(UUID owner, long unixMillis) {
        return account(Account.money(owner, Instant.ofEpochMilli(unixMillis)));
    }

    private LeasedAccount account(Account account) {
        return accounts.computeIfAbsent(account, key -> new LeasedAccount(key, leasing));
    }

    private void sweep() {
        while (!closed) {
            LockSupport.parkNanos(SWEEP);
            accounts.values().forEach(LeasedAccount::sweep);
            long forgotten = Time.currentMillis() - FORGET_AFTER;
            accounts.values().removeIf(account -> account.untilMillis() < forgotten && account.free() == 0);
        }
    }

    /** Gives back everything that is free. No reservation may be out any more. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(sweeper);
        try {
            sweeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        accounts.values().forEach(account -> account.giveBack(0));
    }
}
