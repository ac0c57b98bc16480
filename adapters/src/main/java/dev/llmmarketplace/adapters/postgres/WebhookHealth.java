package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.event.EventType;
import dev.llmmarketplace.core.kernel.WebhookId;
import dev.llmmarketplace.core.webhook.Attempt;
import dev.llmmarketplace.core.webhook.Webhook;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What attempts say of webhooks. */
final class WebhookHealth {
    private static final String TOPIC = "webhook";

    private WebhookHealth() {}

    /** Remembers since when it fails, or that it does not. Writes nothing when that has not changed. */
    static void note(Handle handle, WebhookId id, Attempt attempt) {
        handle.createUpdate("""
            UPDATE webhook SET failing_since = CASE WHEN :succeeded THEN NULL ELSE CAST(:at AS timestamptz) END
            WHERE id = :id AND (failing_since IS NOT NULL) = :succeeded
            """)
                .bind("id", id.value())
                .bind("succeeded", attempt.succeeded())
                .bind("at", attempt.at())
                .execute();
    }

    /** Once. */
    static void disable(Handle handle, Webhook webhook, String because) {
        int disabled = handle.createUpdate("""
            UPDATE webhook SET disabled_because = :because WHERE id = :id AND disabled_because IS NULL
            """)
                .bind("id", webhook.id().value())
                .bind("because", because)
                .execute();
        if (disabled > 0) {
            Map<String, String> data = Map.of(
                    "webhookId", webhook.id().toString(),
                    "url", webhook.url().toString(),
                    "reason", because);
            Outbox.Told told =
                    Outbox.Told.own(EventType.WEBHOOK_DISABLED, webhook.id().toString(), webhook.organisation(), data);
            Outbox.append(
                    handle,
                    TOPIC,
                    new Outbox.Entry(
                            EventType.WEBHOOK_DISABLED.wireName(),
                            webhook.id(),
                            Map.of("organisation", webhook.organisation().toString()),
                            told));
        }
    }
}
