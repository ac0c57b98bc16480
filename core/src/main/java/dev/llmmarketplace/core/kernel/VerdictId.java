package dev.llmmarketplace.core.kernel;

import java.util.UUID;

/** Identifies a verdict on calls; chosen by whoever pushes it. */
public record VerdictId(UUID value) {
    public static VerdictId next() {
        return new VerdictId(Ids.next());
    }

    /** @throws IllegalArgumentException when {@code text} is no UUID */
    public static VerdictId parse(String text) {
        return new VerdictId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
