package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.gateway.wire.WireError;

/** How an answer is handed on and settled, by its kind. One of the last three ends it; nothing follows. */
sealed interface Answer permits PlainAnswer, StreamedAnswer, ErrorAnswer {
    void content(byte[] bytes, int length);

    /** It is complete with this last piece. */
    void end(byte[] bytes, int length);

    /** It broke off. */
    void failed(Outcome outcome, WireError error);

    /** True while nothing of it has gone to the caller and another answer may take its place. */
    boolean replaceable();

    /** Nobody listens any more; the provider has been stopped. */
    void callerGone();
}
