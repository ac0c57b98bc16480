package dev.llmmarketplace.core.kernel;

import java.util.UUID;

/** Identifies one immutable version of a service. */
public record VersionId(UUID value) {
    public static VersionId next() {
        return new VersionId(Ids.next());
    }

    /** @throws IllegalArgumentException when {@code text} is no UUID */
    public static VersionId parse(String text) {
        return new VersionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
