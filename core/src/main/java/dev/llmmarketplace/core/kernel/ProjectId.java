package dev.llmmarketplace.core.kernel;

import java.util.UUID;

/** Identifies a project of an organisation. */
public record ProjectId(UUID value) {
    public static ProjectId next() {
        return new ProjectId(Ids.next());
    }

    /** @throws IllegalArgumentException when {@code text} is no UUID */
    public static ProjectId parse(String text) {
        return new ProjectId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
