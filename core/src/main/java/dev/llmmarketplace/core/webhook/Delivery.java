package dev.llmmarketplace.core.webhook;

import dev.llmmarketplace.core.kernel.DeliveryId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.WebhookId;
import dev.llmmarketplace.core.kernel.WireName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one webhook.
 *
 * @param event identifier of the event, the same for every webhook and every attempt
 * @param type for example {@code service.activated}
 * @param subject what it is about, for example {@code acme/chat}
 * @param body the CloudEvent, JSON
 * @param failures attempts in vain since it began or was last replayed
 * @param nextAttempt null when it has ended
 */
public record Delivery(
        DeliveryId id,
        WebhookId webhook,
        OrganisationId organisation,
        UUID event,
        String type,
        String subject,
        String body,
        State state,
        int failures,
        Instant createdAt,
        @Nullable Instant nextAttempt) {

    /** What has become of it. */
    public enum State implements WireName {
        WAITING("waiting"),
        DELIVERED("delivered"),
        /** It is not tried any more, but may be replayed. */
        DEAD("dead");

        private final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }
}
