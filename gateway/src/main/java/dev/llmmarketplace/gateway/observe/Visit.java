package dev.llmmarketplace.gateway.observe;

import dev.llmmarketplace.core.kernel.CallId;
import org.jspecify.annotations.Nullable;

/** A request as it came. Nothing of its body is to be had here. */
public interface Visit {
    CallId call();

    /** The caller's, or the call's. */
    String requestId();

    /** Null where traces are not taken part in. */
    @Nullable
    Trace trace();

    long startedAtMillis();

    /** By {@link System#nanoTime}. */
    long startedAtNanos();

    String method();

    String path();

    /** Without the question mark; null when there is none. */
    @Nullable
    String query();

    @Nullable
    String header(String name);

    /** As numbers. */
    String address();
}
