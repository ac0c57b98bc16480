package dev.llmmarketplace.core.kernel;

import java.util.UUID;

/** Identifies one immutable state of a version's price book. */
public record PriceVersionId(UUID value) {
    public static PriceVersionId next() {
        return new PriceVersionId(Ids.next());
    }

    /** @throws IllegalArgumentException when {@code text} is no UUID */
    public static PriceVersionId parse(String text) {
        return new PriceVersionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
