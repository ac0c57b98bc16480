package dev.llmmarketplace.core.catalog;

/**
 * What one call may hold at the most.
 *
 * @param contextTokens prompt and answer together; 0 when not stated
 * @param outputTokens the answer; 0 when not stated or when there is none, as with embeddings
 */
public record Limits(long contextTokens, long outputTokens) {}
