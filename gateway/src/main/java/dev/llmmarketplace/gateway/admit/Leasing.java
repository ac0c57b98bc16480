package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.quota.Account;
import dev.llmmarketplace.core.quota.Allowance;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to the authority, for all accounts of this process. Thread-safe. */
final class Leasing {
    private static final Logger log = LoggerFactory.getLogger(Leasing.class);
    private static final long LOG_EVERY = 10_000_000_000L;

    private final Allowance allowance;
    private final String holder;
    private final Executor executor;
    private final AtomicLong loggedAt = new AtomicLong(System.nanoTime() - LOG_EVERY);

    /** @param executor runs what waits for the authority; at most one task per account is under way */
    Leasing(Allowance allowance, String holder, Executor executor) {
        this.allowance = allowance;
        this.holder = holder;
        this.executor = executor;
    }

    void execute(Runnable task) {
        executor.execute(task);
    }

    Allowance.Grant lease(Account account, long wanted) {
        return allowance.lease(holder, account, wanted);
    }

    void giveBack(Account account, long units) {
        allowance.giveBack(holder, account, units);
    }

    void failed(Account account, RuntimeException cause) {
        long last = loggedAt.get();
        long now = System.nanoTime();
        if (now - last >= LOG_EVERY && loggedAt.compareAndSet(last, now)) {
            log.warn("Units of {} cannot be leased or given back; calls that need them are refused", account, cause);
        }
    }
}
