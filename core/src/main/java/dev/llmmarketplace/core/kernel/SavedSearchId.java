package dev.llmmarketplace.core.kernel;

import java.util.UUID;

/** Identifies a question that somebody keeps. */
public record SavedSearchId(UUID value) {
    public static SavedSearchId next() {
        return new SavedSearchId(Ids.next());
    }

    /** @throws IllegalArgumentException when {@code text} is no UUID */
    public static SavedSearchId parse(String text) {
        return new SavedSearchId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
