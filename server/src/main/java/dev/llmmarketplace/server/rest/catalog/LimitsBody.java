package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.catalog.Limits;

record LimitsBody(
        long contextTokens, long outputTokens, long requestsPerMinute, long tokensPerMinute, int concurrency) {
    static LimitsBody from(Limits limits) {
        return new LimitsBody(
                limits.contextTokens(),
                limits.outputTokens(),
                limits.requestsPerMinute(),
                limits.tokensPerMinute(),
                limits.concurrency());
    }
}
