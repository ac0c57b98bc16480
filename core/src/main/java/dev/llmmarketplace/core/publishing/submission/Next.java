package dev.llmmarketplace.core.publishing.submission;

import java.time.Instant;

/** When a submission is to be looked at again. */
public sealed interface Next {
    /** Not by itself. */
    record Never() implements Next {}

    record At(Instant time) implements Next {}
}
