package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.Project;
import dev.llmmarketplace.core.catalog.Limits;
import dev.llmmarketplace.core.quota.Plan;

/**
 * How much of one scope may be used at a time. 0 is no limit.
 *
 * @param requests that come back within {@code windowSeconds}
 * @param burst requests that may come at once
 * @param seats calls in flight
 */
record Rates(long requests, long windowSeconds, long burst, long tokensPerMinute, int seats) {
    private static final long MINUTE = 60;

    static Rates of(Plan plan) {
        return new Rates(plan.requestsPerSecond(), 1, plan.burst(), plan.tokensPerMinute(), plan.concurrency());
    }

    static Rates of(ApiKey.Limits limits) {
        return perMinute(limits.requestsPerMinute(), limits.tokensPerMinute(), 0);
    }

    static Rates of(Project.Limits limits) {
        return perMinute(limits.requestsPerMinute(), limits.tokensPerMinute(), limits.concurrency());
    }

    static Rates of(Limits limits) {
        return perMinute(limits.requestsPerMinute(), limits.tokensPerMinute(), limits.concurrency());
    }

    private static Rates perMinute(long requests, long tokens, int seats) {
        return new Rates(requests, MINUTE, requests, tokens, seats);
    }

    boolean sameRequests(Rates other) {
        return requests == other.requests && windowSeconds == other.windowSeconds && burst == other.burst;
    }
}
