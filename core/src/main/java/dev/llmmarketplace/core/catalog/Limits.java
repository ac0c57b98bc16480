package dev.llmmarketplace.core.catalog;

/**
 * What one call may hold at the most, and what all callers of a version may take together. 0 means not stated.
 *
 * @param contextTokens prompt and answer together
 * @param outputTokens the answer; also 0 when there is none, as with embeddings
 * @param requestsPerMinute of all callers
 * @param tokensPerMinute of all callers, prompts and answers together
 * @param concurrency calls of all callers in flight
 */
public record Limits(
        long contextTokens, long outputTokens, long requestsPerMinute, long tokensPerMinute, int concurrency) {
    /** Without limits on all callers together. */
    public Limits(long contextTokens, long outputTokens) {
        this(contextTokens, outputTokens, 0, 0, 0);
    }

    /** True when callers share something. */
    public boolean shared() {
        return requestsPerMinute > 0 || tokensPerMinute > 0 || concurrency > 0;
    }
}
