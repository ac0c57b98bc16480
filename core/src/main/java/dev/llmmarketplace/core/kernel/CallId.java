package dev.llmmarketplace.core.kernel;

import java.util.UUID;

/** Identifies one call through the gateway; unique for ever, made by us. */
public record CallId(UUID value) {
    public static CallId next() {
        return new CallId(Ids.next());
    }

    /** @throws IllegalArgumentException when {@code text} is no UUID */
    public static CallId parse(String text) {
        return new CallId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
