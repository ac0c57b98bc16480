package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.gateway.observe.Trace;
import dev.llmmarketplace.gateway.observe.Visit;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request that has just come.
 *
 * @param requestId the caller's, or the call's
 * @param startedAtNanos by {@link System#nanoTime}
 * @param trace null where traces are not taken part in
 */
record Arrival(
        HttpServerRequest request,
        Reply reply,
        CallId call,
        String requestId,
        long startedAtMillis,
        long startedAtNanos,
        @Nullable Trace trace)
        implements Visit {

    /** The same request as another call: each try of a service is one in the ledger. */
    Arrival again() {
        return new Arrival(request, reply, CallId.next(), requestId, startedAtMillis, startedAtNanos, trace);
    }

    @Override
    public String method() {
        return request.method().name();
    }

    @Override
    public String path() {
        return request.path();
    }

    @Override
    public @Nullable String query() {
        return request.query();
    }

    @Override
    public @Nullable String header(String name) {
        return request.getHeader(name);
    }

    @Override
    public String address() {
        return request.remoteAddress().hostAddress();
    }
}
