package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.metering.Outcome;
import org.jspecify.annotations.Nullable;

/** Hears an answer as it goes out, and keeps it when it is whole. Belongs to one event loop. */
interface AnswerKeeper {
    void begins(int answerStatus, @Nullable CharSequence type);

    void add(byte[] bytes, int from, int to);

    /** The stream ended without the marker that it is whole. */
    void unmarked();

    void costs(String amount);

    /** The answer is over; runs {@code last}, which ends it for the caller, once it is kept or will not be. */
    void end(Outcome outcome, boolean billed, Runnable last);
}
