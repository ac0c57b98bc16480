package dev.llmmarketplace.core.kernel;

import java.util.UUID;

/** Identifies a webhook. */
public record WebhookId(UUID value) {
    public static WebhookId next() {
        return new WebhookId(Ids.next());
    }

    /** @throws IllegalArgumentException when {@code text} is no UUID */
    public static WebhookId parse(String text) {
        return new WebhookId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
