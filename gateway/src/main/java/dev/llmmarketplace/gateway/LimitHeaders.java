package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.gateway.admit.Grant;
import dev.llmmarketplace.gateway.wire.GoDuration;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Instant;

/**
 * How much of its plan a caller has left, in the headers of its dialect and in those of
 * draft-ietf-httpapi-ratelimit-headers. Tokens are those of a minute where the plan limits them, else those of the month's
 * quota.
 */
final class LimitHeaders {
    private static final Names OPENAI = new Names(false);
    private static final Names ANTHROPIC = new Names(true);
    private static final CharSequence POLICY = HttpHeaders.createOptimized("ratelimit-policy");
    private static final CharSequence STATE = HttpHeaders.createOptimized("ratelimit");
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");
    private static final CharSequence RETRY_AFTER_MS = HttpHeaders.createOptimized("retry-after-ms");
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private LimitHeaders() {}

    static void put(MultiMap headers, Grant grant, Dialect dialect) {
        long now = System.nanoTime();
        Plan plan = grant.subscription().plan();
        long left = grant.requestsLeft(now);
        long reset = grant.nanosUntilFull(now);
        boolean anthropic = dialect == Dialect.ANTHROPIC;
        Names names = anthropic ? ANTHROPIC : OPENAI;
        headers.add(names.limitRequests, Integer.toString(plan.burst()));
        headers.add(names.remainingRequests, Long.toString(left));
        headers.add(names.resetRequests, reset(reset, anthropic));
        headers.add(POLICY, grant.ratePolicy());
        String state = "\"requests\";r=" + left + ";t=" + Math.ceilDiv(reset, SECOND);
        if (grant.limitsTokensPerMinute()) {
            long tokens = grant.minuteTokensLeft(now);
            long tokensReset = grant.nanosUntilTokensFull(now);
            headers.add(names.limitTokens, Long.toString(plan.tokensPerMinute()));
            headers.add(names.remainingTokens, Long.toString(tokens));
            headers.add(names.resetTokens, reset(tokensReset, anthropic));
            state += ", \"tokens\";r=" + tokens + ";t=" + Math.ceilDiv(tokensReset, SECOND);
        } else if (grant.hasQuota()) {
            headers.add(names.limitTokens, Long.toString(plan.tokensPerMonth()));
            headers.add(names.remainingTokens, Long.toString(grant.tokensLeft()));
            long untilReset = Math.max(0, grant.quotaEndsAtMillis() - Time.currentMillis()) * MILLI;
            headers.add(names.resetTokens, reset(untilReset, anthropic));
        }
        headers.add(STATE, state);
    }

    /** A duration as OpenAI has it, or the moment in RFC 3339 and whole seconds as Anthropic does. */
    private static String reset(long nanosFromNow, boolean anthropic) {
        if (!anthropic) {
            return GoDuration.ofNanos(nanosFromNow);
        }
        long millis = Time.currentMillis() + Math.ceilDiv(nanosFromNow, MILLI);
        return Instant.ofEpochSecond(Math.ceilDiv(millis, 1000)).toString();
    }

    static void putRetryAfter(MultiMap headers, long nanos) {
        headers.add(RETRY_AFTER, Long.toString(Math.ceilDiv(nanos, SECOND)));
        headers.add(RETRY_AFTER_MS, Long.toString(Math.ceilDiv(nanos, MILLI)));
    }

    /** A dialect's names of limits: what, of what. */
    private static final class Names {
        private final CharSequence limitRequests;
        private final CharSequence remainingRequests;
        private final CharSequence resetRequests;
        private final CharSequence limitTokens;
        private final CharSequence remainingTokens;
        private final CharSequence resetTokens;

        private Names(boolean anthropic) {
            limitRequests = name("limit", "requests", anthropic);
            remainingRequests = name("remaining", "requests", anthropic);
            resetRequests = name("reset", "requests", anthropic);
            limitTokens = name("limit", "tokens", anthropic);
            remainingTokens = name("remaining", "tokens", anthropic);
            resetTokens = name("reset", "tokens", anthropic);
        }

        private static CharSequence name(String what, String of, boolean anthropic) {
            return HttpHeaders.createOptimized(
                    anthropic ? "anthropic-ratelimit-" + of + "-" + what : "x-ratelimit-" + what + "-" + of);
        }
    }
}
