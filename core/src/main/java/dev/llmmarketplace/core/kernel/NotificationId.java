package dev.llmmarketplace.core.kernel;

import java.util.UUID;

/** Identifies something that somebody was told. */
public record NotificationId(UUID value) {
    public static NotificationId next() {
        return new NotificationId(Ids.next());
    }

    /** @throws IllegalArgumentException when {@code text} is no UUID */
    public static NotificationId parse(String text) {
        return new NotificationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
