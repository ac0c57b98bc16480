package dev.llmmarketplace.core.kernel;

import java.util.UUID;

/** Identifies a subscription: consumer, service and plan. */
public record SubscriptionId(UUID value) {
    public static SubscriptionId next() {
        return new SubscriptionId(Ids.next());
    }

    /** @throws IllegalArgumentException when {@code text} is no UUID */
    public static SubscriptionId parse(String text) {
        return new SubscriptionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
