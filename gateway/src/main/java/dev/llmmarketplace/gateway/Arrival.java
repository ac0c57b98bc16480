package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.kernel.CallId;
import io.vertx.core.http.HttpServerRequest;

/**
 * A request that has just come.
 *
 * @param requestId the caller's, or the call's
 * @param startedAtNanos by {@link System#nanoTime}
 */
record Arrival(
        HttpServerRequest request,
        Reply reply,
        CallId call,
        String requestId,
        long startedAtMillis,
        long startedAtNanos) {}
