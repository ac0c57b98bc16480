package dev.llmmarketplace.server.rest.quota;

import dev.llmmarketplace.core.quota.Subscription;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription on the wire.
 *
 * @param service its name
 */
record SubscriptionBody(
        UUID id,
        UUID organisationId,
        UUID serviceId,
        String service,
        PlanBody plan,
        Instant createdAt,
        @Nullable Instant cancelledAt) {

    static SubscriptionBody from(Subscription subscription, String service) {
        return new SubscriptionBody(
                subscription.id().value(),
                subscription.consumer().value(),
                subscription.service().value(),
                service,
                PlanBody.from(subscription.plan()),
                subscription.createdAt(),
                subscription.cancelledAt());
    }
}
