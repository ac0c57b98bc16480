package dev.llmmarketplace.core.kernel;

import java.util.UUID;

/** Identifies what somebody has handed in to be published. */
public record SubmissionId(UUID value) {
    public static SubmissionId next() {
        return new SubmissionId(Ids.next());
    }

    /** @throws IllegalArgumentException when {@code text} is no UUID */
    public static SubmissionId parse(String text) {
        return new SubmissionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
