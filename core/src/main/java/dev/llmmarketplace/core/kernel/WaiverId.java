package dev.llmmarketplace.core.kernel;

import java.util.UUID;

/** Identifies an exception from a policy. */
public record WaiverId(UUID value) {
    public static WaiverId next() {
        return new WaiverId(Ids.next());
    }

    /** @throws IllegalArgumentException when {@code text} is no UUID */
    public static WaiverId parse(String text) {
        return new WaiverId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
