package dev.llmmarketplace.gateway.wire;

import org.jspecify.annotations.Nullable;

/** What came of reading a request body. */
public sealed interface ScannedBody {

    /** It can be forwarded. */
    record Usable(RequestShape shape) implements ScannedBody {}

    /**
     * It cannot.
     *
     * @param message one sentence for the caller
     * @param member the member at fault; null when the body as a whole is
     */
    record Unusable(String message, @Nullable String member) implements ScannedBody {}
}
