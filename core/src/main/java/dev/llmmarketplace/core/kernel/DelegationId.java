package dev.llmmarketplace.core.kernel;

import java.util.UUID;

/** Identifies the delegation of an approver's answers. */
public record DelegationId(UUID value) {
    public static DelegationId next() {
        return new DelegationId(Ids.next());
    }

    /** @throws IllegalArgumentException when {@code text} is no UUID */
    public static DelegationId parse(String text) {
        return new DelegationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
