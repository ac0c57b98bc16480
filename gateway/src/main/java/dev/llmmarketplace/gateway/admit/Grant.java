package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.core.quota.Subscription;
import org.jspecify.annotations.Nullable;

/** A subscription in force with the counters of its plan. */
public final class Grant {
    private final Subscription subscription;
    private final TokenBucket bucket;
    private final Seats seats;
    private final String ratePolicy;
    /** The account of the present month, found again when the month is over. */
    private volatile @Nullable LeasedAccount tokens;

    private Grant(Subscription subscription, TokenBucket bucket, Seats seats) {
        this.subscription = subscription;
        this.bucket = bucket;
        this.seats = seats;
        Plan plan = subscription.plan();
        this.ratePolicy = "\"requests\";q=" + plan.burst() + ";w="
                + Math.max(1, Math.ceilDiv(plan.burst(), plan.requestsPerSecond()));
    }

    static Grant of(Subscription subscription) {
        Plan plan = subscription.plan();
        return new Grant(
                subscription,
                new TokenBucket(plan.requestsPerSecond(), plan.burst(), System.nanoTime()),
                new Seats(plan.concurrency()));
    }

    /** The grant for a later state of the same subscription: what did not change keeps its counters. */
    Grant becoming(Subscription later) {
        Plan old = subscription.plan();
        Plan plan = later.plan();
        Grant fresh = of(later);
        boolean sameRate = old.requestsPerSecond() == plan.requestsPerSecond() && old.burst() == plan.burst();
        boolean sameSeats = old.concurrency() == plan.concurrency();
        return new Grant(later, sameRate ? bucket : fresh.bucket, sameSeats ? seats : fresh.seats);
    }

    public Subscription subscription() {
        return subscription;
    }

    TokenBucket bucket() {
        return bucket;
    }

    Seats seats() {
        return seats;
    }

    /** The RateLimit-Policy header (draft-ietf-httpapi-ratelimit-headers): burst over the time it takes to come back. */
    public String ratePolicy() {
        return ratePolicy;
    }

    /** Requests that may come at this moment. */
    public int requestsLeft(long nanoTime) {
        return bucket.remaining(nanoTime);
    }

    /** Until {@link #requestsLeft} is the plan's burst. */
    public long nanosUntilFull(long nanoTime) {
        return bucket.nanosUntilFull(nanoTime);
    }

    public boolean hasQuota() {
        return subscription.plan().tokensPerMonth() > 0;
    }

    /** Tokens of the quota that can still be had, as far as this process knows. */
    public long tokensLeft() {
        LeasedAccount known = tokens;
        long quota = subscription.plan().tokensPerMonth();
        return known == null || known.limit() == 0 ? quota : Math.clamp(known.left(), 0, quota);
    }

    /** When the quota is whole again, Unix time. */
    public long quotaEndsAtMillis() {
        LeasedAccount known = tokens;
        return known == null ? 0 : known.untilMillis();
    }

    /** The account of tokens for calls that start at {@code unixMillis}. */
    LeasedAccount tokens(LeasedAccounts accounts, long unixMillis) {
        LeasedAccount known = tokens;
        if (known == null || !known.covers(unixMillis)) {
            known = accounts.tokens(subscription.id(), unixMillis);
            tokens = known;
        }
        return known;
    }
}
