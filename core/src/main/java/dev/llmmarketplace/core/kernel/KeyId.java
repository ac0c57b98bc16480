package dev.llmmarketplace.core.kernel;

import java.util.UUID;

/** Identifies an API key; it is no secret. */
public record KeyId(UUID value) {
    public static KeyId next() {
        return new KeyId(Ids.next());
    }

    /** @throws IllegalArgumentException when {@code text} is no UUID */
    public static KeyId parse(String text) {
        return new KeyId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
