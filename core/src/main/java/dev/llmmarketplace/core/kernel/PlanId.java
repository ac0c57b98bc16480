package dev.llmmarketplace.core.kernel;

import java.util.UUID;

/** Identifies a plan: limits that a subscription is granted. */
public record PlanId(UUID value) {
    public static PlanId next() {
        return new PlanId(Ids.next());
    }

    /** @throws IllegalArgumentException when {@code text} is no UUID */
    public static PlanId parse(String text) {
        return new PlanId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
