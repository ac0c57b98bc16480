package dev.llmmarketplace.core.kernel;

import java.util.UUID;

/** Identifies the offer of a service to another provider. */
public record TransferId(UUID value) {
    public static TransferId next() {
        return new TransferId(Ids.next());
    }

    /** @throws IllegalArgumentException when {@code text} is no UUID */
    public static TransferId parse(String text) {
        return new TransferId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
