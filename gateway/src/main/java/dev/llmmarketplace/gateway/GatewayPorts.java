package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.KeyHasher;
import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.event.Feed;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.metering.UsageSink;
import dev.llmmarketplace.core.quota.Allowance;
import dev.llmmarketplace.core.quota.Budget;
import dev.llmmarketplace.core.quota.Subscription;
import dev.llmmarketplace.core.replay.ReplayStore;

/** What the gateway needs of the rest. */
public record GatewayPorts(Feeds feeds, Allowance allowance, UsageSink sink, ReplayStore replays, KeyHasher hasher) {

    /** The state that is pushed to it. */
    public record Feeds(
            Feed<KeyId, ApiKey> keys,
            Feed<VersionId, CallableService> services,
            Feed<SubscriptionId, Subscription> subscriptions,
            Feed<OrganisationId, Budget> budgets) {}
}
