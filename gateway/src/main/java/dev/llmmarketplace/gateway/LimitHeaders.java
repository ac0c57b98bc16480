package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.gateway.admit.Grant;
import dev.llmmarketplace.gateway.wire.GoDuration;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * How much of its plan a caller has left, in OpenAI's headers and in those of draft-ietf-httpapi-ratelimit-headers. Tokens
 * are those of a minute where the plan limits them, else those of the month's quota.
 */
final class LimitHeaders {
    private static final CharSequence LIMIT_REQUESTS = HttpHeaders.createOptimized("x-ratelimit-limit-requests");
    private static final CharSequence REMAINING_REQUESTS =
            HttpHeaders.createOptimized("x-ratelimit-remaining-requests");
    private static final CharSequence RESET_REQUESTS = HttpHeaders.createOptimized("x-ratelimit-reset-requests");
    private static final CharSequence LIMIT_TOKENS = HttpHeaders.createOptimized("x-ratelimit-limit-tokens");
    private static final CharSequence REMAINING_TOKENS = HttpHeaders.createOptimized("x-ratelimit-remaining-tokens");
    private static final CharSequence RESET_TOKENS = HttpHeaders.createOptimized("x-ratelimit-reset-tokens");
    private static final CharSequence POLICY = HttpHeaders.createOptimized("ratelimit-policy");
    private static final CharSequence STATE = HttpHeaders.createOptimized("ratelimit");
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");
    private static final CharSequence RETRY_AFTER_MS = HttpHeaders.createOptimized("retry-after-ms");
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private LimitHeaders() {}

    static void put(MultiMap headers, Grant grant) {
        long now = System.nanoTime();
        Plan plan = grant.subscription().plan();
        long left = grant.requestsLeft(now);
        long reset = grant.nanosUntilFull(now);
        headers.add(LIMIT_REQUESTS, Integer.toString(plan.burst()));
        headers.add(REMAINING_REQUESTS, Long.toString(left));
        headers.add(RESET_REQUESTS, GoDuration.ofNanos(reset));
        headers.add(POLICY, grant.ratePolicy());
        String state = "\"requests\";r=" + left + ";t=" + Math.ceilDiv(reset, SECOND);
        if (grant.limitsTokensPerMinute()) {
            long tokens = grant.minuteTokensLeft(now);
            long tokensReset = grant.nanosUntilTokensFull(now);
            headers.add(LIMIT_TOKENS, Long.toString(plan.tokensPerMinute()));
            headers.add(REMAINING_TOKENS, Long.toString(tokens));
            headers.add(RESET_TOKENS, GoDuration.ofNanos(tokensReset));
            state += ", \"tokens\";r=" + tokens + ";t=" + Math.ceilDiv(tokensReset, SECOND);
        } else if (grant.hasQuota()) {
            headers.add(LIMIT_TOKENS, Long.toString(plan.tokensPerMonth()));
            headers.add(REMAINING_TOKENS, Long.toString(grant.tokensLeft()));
            long untilReset = Math.max(0, grant.quotaEndsAtMillis() - Time.currentMillis());
            headers.add(RESET_TOKENS, GoDuration.ofNanos(untilReset * MILLI));
        }
        headers.add(STATE, state);
    }

    static void putRetryAfter(MultiMap headers, long nanos) {
        headers.add(RETRY_AFTER, Long.toString(Math.ceilDiv(nanos, SECOND)));
        headers.add(RETRY_AFTER_MS, Long.toString(Math.ceilDiv(nanos, MILLI)));
    }
}
