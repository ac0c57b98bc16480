package dev.llmmarketplace.core.quota;

import dev.llmmarketplace.core.kernel.PlanId;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;

/**
 * A tier of limits.
 *
 * @param name unique, a slug
 * @param requestsPerSecond sustained rate, 1..1 000 000
 * @param burst requests that may come at once, at least {@code requestsPerSecond}
 * @param tokensPerMonth quota per subscription and UTC month; 0 for none
 * @param concurrency calls in flight per subscription; 0 for no limit
 * @param tokensPerMinute sustained rate per subscription, estimated before a call and settled after it; 0 for no limit
 */
public record Plan(
        PlanId id,
        String name,
        int requestsPerSecond,
        int burst,
        long tokensPerMonth,
        int concurrency,
        long tokensPerMinute) {
    private static final long MOST_TOKENS_PER_MINUTE = 1_000_000_000;

    /** Without a limit on tokens per minute. */
    public Plan(PlanId id, String name, int requestsPerSecond, int burst, long tokensPerMonth, int concurrency) {
        this(id, name, requestsPerSecond, burst, tokensPerMonth, concurrency, 0);
    }

    public Plan {
        require(requestsPerSecond >= 1 && requestsPerSecond <= 1_000_000, "requestsPerSecond", "between 1 and 1000000");
        require(burst >= requestsPerSecond && burst <= 10_000_000, "burst", "requestsPerSecond or more");
        require(tokensPerMonth >= 0, "tokensPerMonth", "0 (no quota) or more");
        require(concurrency >= 0, "concurrency", "0 (no limit) or more");
        require(
                tokensPerMinute >= 0 && tokensPerMinute <= MOST_TOKENS_PER_MINUTE,
                "tokensPerMinute",
                "between 0 (no limit) and " + MOST_TOKENS_PER_MINUTE);
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw new ProblemException(Problem.invalid(field, rule, "it was not", "Choose a value in that range."));
        }
    }
}
