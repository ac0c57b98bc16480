package dev.llmmarketplace.core.kernel;

import java.util.UUID;

/** Identifies the delivery of an event to a webhook. */
public record DeliveryId(UUID value) {
    public static DeliveryId next() {
        return new DeliveryId(Ids.next());
    }

    /** @throws IllegalArgumentException when {@code text} is no UUID */
    public static DeliveryId parse(String text) {
        return new DeliveryId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
