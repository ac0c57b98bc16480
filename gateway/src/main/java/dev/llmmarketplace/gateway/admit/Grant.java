package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.core.quota.Subscription;
import dev.llmmarketplace.gateway.admit.Throttle.Scope;
import org.jspecify.annotations.Nullable;

/** A subscription in force with the counters of its plan. */
public final class Grant {
    private final Subscription subscription;
    private final Throttle throttle;
    private final String ratePolicy;
    /** The account of the present month, found again when the month is over. */
    private volatile @Nullable LeasedAccount tokens;

    private Grant(Subscription subscription, Throttle throttle) {
        this.subscription = subscription;
        this.throttle = throttle;
        this.ratePolicy = policy(subscription.plan());
    }

    private static String policy(Plan plan) {
        String requests = "\"requests\";q=" + plan.burst() + ";w="
                + Math.max(1, Math.ceilDiv(plan.burst(), plan.requestsPerSecond()));
        return plan.tokensPerMinute() == 0 ? requests : requests + ", \"tokens\";q=" + plan.tokensPerMinute() + ";w=60";
    }

    static Grant of(Subscription subscription) {
        return new Grant(subscription, Throttle.of(Scope.SUBSCRIPTION, Rates.of(subscription.plan())));
    }

    /** The grant for a later state of the same subscription: what did not change keeps its counters. */
    Grant becoming(Subscription later) {
        return new Grant(later, throttle.becoming(Rates.of(later.plan())));
    }

    public Subscription subscription() {
        return subscription;
    }

    Throttle throttle() {
        return throttle;
    }

    /** The RateLimit-Policy header (draft-ietf-httpapi-ratelimit-headers): burst over the time it takes to come back. */
    public String ratePolicy() {
        return ratePolicy;
    }

    /** Requests that may come at this moment. */
    public long requestsLeft(long nanoTime) {
        TokenBucket requests = throttle.requests();
        return requests == null ? Long.MAX_VALUE : requests.remaining(nanoTime);
    }

    /** Until {@link #requestsLeft} is the plan's burst. */
    public long nanosUntilFull(long nanoTime) {
        TokenBucket requests = throttle.requests();
        return requests == null ? 0 : requests.nanosUntilFull(nanoTime);
    }

    public boolean limitsTokensPerMinute() {
        return throttle.tokens() != null;
    }

    /** Tokens that may be used at this moment. */
    public long minuteTokensLeft(long nanoTime) {
        TokenBucket perMinute = throttle.tokens();
        return perMinute == null ? Long.MAX_VALUE : perMinute.remaining(nanoTime);
    }

    /** Until {@link #minuteTokensLeft} is what the plan gives a minute. */
    public long nanosUntilTokensFull(long nanoTime) {
        TokenBucket perMinute = throttle.tokens();
        return perMinute == null ? 0 : perMinute.nanosUntilFull(nanoTime);
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
