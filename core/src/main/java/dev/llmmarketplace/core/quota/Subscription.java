package dev.llmmarketplace.core.quota;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A consumer's right to call a service within a plan. At most one is in force per consumer and service.
 *
 * @param cancelledAt null while in force
 */
public record Subscription(
        SubscriptionId id,
        OrganisationId consumer,
        ServiceId service,
        Plan plan,
        Instant createdAt,
        @Nullable Instant cancelledAt) {}
