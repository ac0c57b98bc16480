package dev.llmmarketplace.gateway.meter;

import dev.llmmarketplace.core.kernel.CallId;
import org.jspecify.annotations.Nullable;

/**
 * A call with an opened record and no closed one. A link in the lane's list of such calls, oldest first; touched by the
 * lane's writer alone.
 */
public final class OpenCall {
    private final CallId call;
    private final long position;

    @Nullable
    OpenCall previous;

    @Nullable
    OpenCall next;

    boolean closed;

    OpenCall(CallId call, long position) {
        this.call = call;
        this.position = position;
    }

    public CallId call() {
        return call;
    }

    /** Where the opened record stands in its lane. */
    public long position() {
        return position;
    }
}
