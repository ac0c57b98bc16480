package dev.llmmarketplace.server.rest.webhook;

import dev.llmmarketplace.core.webhook.Webhook;
import dev.llmmarketplace.core.webhook.Webhooks;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A webhook on the wire; its secret only in the answer that made it. */
record WebhookBody(
        UUID id,
        UUID organisationId,
        String url,
        List<String> events,
        String scope,
        String description,
        boolean enabled,
        @Nullable String disabledBecause,
        @Nullable Instant failingSince,
        Instant createdAt,
        @Nullable String secret) {

    static WebhookBody from(Webhook webhook) {
        return of(webhook, null);
    }

    static WebhookBody created(Webhooks.Created created) {
        return of(created.webhook(), created.secret().reveal());
    }

    private static WebhookBody of(Webhook webhook, @Nullable String secret) {
        return new WebhookBody(
                webhook.id().value(),
                webhook.organisation().value(),
                webhook.url().toString(),
                List.copyOf(webhook.selection().events()),
                webhook.selection().scope().wireName(),
                webhook.description(),
                webhook.enabled(),
                webhook.disabledBecause(),
                webhook.failingSince(),
                webhook.createdAt(),
                secret);
    }
}
