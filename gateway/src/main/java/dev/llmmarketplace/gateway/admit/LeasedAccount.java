package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.quota.Account;
import dev.llmmarketplace.core.quota.Allowance;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The units of one account that this process holds. Reserving is a compare-and-set on what is free; when that runs low,
 * the next block is leased in the background, so that only a nearly spent account makes a call wait.
 *
 * <p>Units are in one place at a time: with the authority, free here, in a reservation, or spent and on their way to the
 * sink in the journal. Nothing here makes units, so what is spent never exceeds what the authority gave.
 *
 * <p>Blocks grow until they last for minutes, so that calls go on while the authority is away for one, and shrink when
 * they last too long. But of an account that runs dry no more than a quarter of the rest is taken ahead, so that little is
 * stranded in one process.
 *
 * <p>Thread-safe.
 */
final class LeasedAccount {
    private static final long SECOND = 1_000_000_000;
    /** How long an authority's "nothing left" is believed. */
    private static final long DRY = SECOND / 4;

    private static final long WHILE = SECOND / 40;
    /** A block is asked for when half of one is left: it grows by so much when the other half lasted less than that. */
    private static final long[] TOO_SHORT = {SECOND, 10 * SECOND, 60 * SECOND};

    private static final long[] GROWTH = {16, 4, 2};
    private static final long TOO_LONG = 600 * SECOND;
    /** What nobody has drawn from for so many sweeps goes back; at once when little is left there. */
    private static final int IDLE_SWEEPS = 120;

    private static final int IDLE_SWEEPS_OF_SCARCE = 10;
    /** Of what is left, one of so many parts is taken ahead of need. */
    private static final int SHARE = 4;

    /** What the authority said last. */
    private record Answer(long limit, long available, boolean failed, long at) {}

    private record Waiter(long units, Runnable wake) {}

    private final Account account;
    private final Leasing leasing;
    private final long from;
    private final long until;
    private final AtomicLong free = new AtomicLong();
    /** Held by calls that are under way. */
    private final AtomicLong reserved = new AtomicLong();

    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile @Nullable Answer answer;
    private volatile long lowWater;
    /** Races on these two cost nothing but a less fitting block. */
    private volatile long largest;

    private volatile boolean used;

    /** Touched by the one thread that asks. */
    private long block;

    private long askedAt;
    private int idleSweeps;

    LeasedAccount(Account account, Leasing leasing) {
        this.account = account;
        this.leasing = leasing;
        this.from = startOf(account.month());
        this.until = startOf(account.month().plusMonths(1));
        this.askedAt = System.nanoTime() - SECOND;
    }

    private static long startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /** True for calls that start at {@code unixMillis}. */
    boolean covers(long unixMillis) {
        return unixMillis >= from && unixMillis < until;
    }

    /** When its month ends, Unix time. */
    long untilMillis() {
        return until;
    }

    /** Takes units for a call; false when not enough are here, and then none are taken. */
    boolean reserve(long units) {
        need(units);
        long before = free.get();
        while (before >= units) {
            if (free.compareAndSet(before, before - units)) {
                reserved.addAndGet(units);
                if (before - units < lowWater) {
                    askAhead();
                }
                return true;
            }
            before = free.get();
        }
        return false;
    }

    private void need(long units) {
        used = true;
        if (units > largest) {
            largest = units;
        }
    }

    /** Puts back what a call did not spend. */
    void release(long units) {
        reserved.addAndGet(-units);
        free.addAndGet(units);
    }

    /** What a call did spend is on its way to the sink. */
    void spend(long units) {
        reserved.addAndGet(-units);
    }

    /** True while calls are under way that may give some of it back. */
    boolean mayComeBack() {
        return reserved.get() > 0;
    }

    /** Runs {@code retry}, on some thread, after calls under way have had a little time to end. */
    void afterAWhile(Runnable retry) {
        leasing.execute(() -> {
            LockSupport.parkNanos(WHILE);
            retry.run();
        });
    }

    /** What can still be had, here and at the authority by its last answer; {@link Long#MAX_VALUE} at the most. */
    long left() {
        Answer last = answer;
        long here = free.get();
        long there = last == null ? 0 : last.available;
        return here + there < 0 ? Long.MAX_VALUE : here + there;
    }

    /** The limit of the period; 0 when the authority has not answered yet. */
    long limit() {
        Answer last = answer;
        return last == null ? 0 : last.limit;
    }

    /** True when the last attempt to ask failed. */
    boolean unreachable() {
        Answer last = answer;
        return last != null && last.failed;
    }

    /** True when the authority has never been asked. */
    boolean unasked() {
        return answer == null;
    }

    /** True when asking would bring news: nothing is known, or what is known is old or shows units to be had. */
    boolean worthAsking() {
        Answer last = answer;
        return last == null || last.available > 0 || System.nanoTime() - last.at > DRY;
    }

    /** Asks the authority for that many units more and runs {@code wake}, on some thread, when it has answered. */
    void await(long units, Runnable wake) {
        need(units);
        waiters.add(new Waiter(units, wake));
        ask();
    }

    private void askAhead() {
        if (!asking.get() && worthAsking()) {
            ask();
        }
    }

    private void ask() {
        if (asking.compareAndSet(false, true)) {
            leasing.execute(this::lease);
        }
    }

    private void lease() {
        List<Waiter> served = takeWaiters();
        try {
            Allowance.Grant grant = leasing.lease(account, wanted(served));
            free.addAndGet(grant.units());
            answer = new Answer(grant.limit(), grant.available(), false, System.nanoTime());
            lowWater = Math.min(block / 2, grant.available() / (2 * SHARE));
        } catch (RuntimeException e) {
            answer = new Answer(limit(), 0, true, System.nanoTime());
            leasing.failed(account, e);
        } finally {
            // In this order: who comes from now on asks for himself, who came meanwhile is asked for now.
            asking.set(false);
            if (!waiters.isEmpty()) {
                ask();
            }
            served.forEach(waiter -> waiter.wake.run());
        }
    }

    /** Whose units the next question includes. Only they are woken by its answer: it says nothing to later ones. */
    private List<Waiter> takeWaiters() {
        List<Waiter> taken = new ArrayList<>();
        for (Waiter waiter = waiters.poll(); waiter != null; waiter = waiters.poll()) {
            taken.add(waiter);
        }
        return taken;
    }

    private long wanted(List<Waiter> waiting) {
        long now = System.nanoTime();
        long since = now - askedAt;
        askedAt = now;
        block = Math.clamp(block, 0, Long.MAX_VALUE / 64) * growth(since);
        block = since > TOO_LONG ? block / 2 : block;
        block = Math.clamp(block, 4 * Math.min(largest, Long.MAX_VALUE / 64), Long.MAX_VALUE / 16);
        largest = largest / 2;
        long needed = 0;
        for (Waiter waiter : waiting) {
            needed += waiter.units;
        }
        long ahead = Math.max(0, block - free.get());
        return Math.max(1, needed + Math.min(ahead, affordableAhead(needed)));
    }

    private static long growth(long since) {
        for (int i = 0; i < TOO_SHORT.length; i++) {
            if (since < TOO_SHORT[i]) {
                return GROWTH[i];
            }
        }
        return 1;
    }

    private long affordableAhead(long needed) {
        Answer last = answer;
        return last == null || last.failed ? needed : last.available / SHARE;
    }

    /** Gives back what has not been needed for a while. Called once a second or so; may block. */
    void sweep() {
        idleSweeps = used ? 0 : idleSweeps + 1;
        used = false;
        if (idleSweeps >= (scarce() ? IDLE_SWEEPS_OF_SCARCE : IDLE_SWEEPS)) {
            lowWater = 0;
            giveBack(0);
        } else if (free.get() > 4 * lowWater && !asking.get()) {
            giveBack(2 * lowWater);
        }
    }

    /** True when what is free here is much of all that is left. */
    private boolean scarce() {
        Answer last = answer;
        return last == null || last.available / (4 * SHARE) < free.get();
    }

    /** Gives back all that is free but {@code keep}; may block. */
    void giveBack(long keep) {
        long before = free.get();
        long units = before - keep;
        if (units <= 0 || !free.compareAndSet(before, keep)) {
            return;
        }
        try {
            leasing.giveBack(account, units);
        } catch (RuntimeException e) {
            free.addAndGet(units);
            leasing.failed(account, e);
        }
    }

    long free() {
        return free.get();
    }
}
