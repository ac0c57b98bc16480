package dev.llmmarketplace.core.kernel;

import java.util.UUID;

/** Identifies a person or service account. */
public record UserId(UUID value) {
    public static UserId next() {
        return new UserId(Ids.next());
    }

    /** @throws IllegalArgumentException when {@code text} is no UUID */
    public static UserId parse(String text) {
        return new UserId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
