package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.KeyHasher;
import dev.llmmarketplace.core.access.Project;
import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.event.Feed;
import dev.llmmarketplace.core.governance.ConsumptionRules;
import dev.llmmarketplace.core.governance.Verdict;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProjectId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.kernel.VerdictId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.metering.UsageSink;
import dev.llmmarketplace.core.quota.Allowance;
import dev.llmmarketplace.core.quota.Budget;
import dev.llmmarketplace.core.quota.Subscription;
import dev.llmmarketplace.core.replay.ReplayStore;
import dev.llmmarketplace.gateway.observe.CallObserver;

/** What the gateway needs of the rest. */
public record GatewayPorts(
        Feeds feeds,
        Allowance allowance,
        UsageSink sink,
        ReplayStore replays,
        KeyHasher hasher,
        CallObserver observer) {

    /** With nobody who watches. */
    public GatewayPorts(Feeds feeds, Allowance allowance, UsageSink sink, ReplayStore replays, KeyHasher hasher) {
        this(feeds, allowance, sink, replays, hasher, CallObserver.NOBODY);
    }

    public GatewayPorts watchedBy(CallObserver watching) {
        return new GatewayPorts(feeds, allowance, sink, replays, hasher, watching);
    }

    /** The state that is pushed to it. */
    public record Feeds(
            Feed<KeyId, ApiKey> keys,
            Feed<ProjectId, Project> projects,
            Feed<VersionId, CallableService> services,
            Feed<SubscriptionId, Subscription> subscriptions,
            Feed<OrganisationId, Budget> budgets,
            Feed<VerdictId, Verdict> verdicts,
            Feed<OrganisationId, ConsumptionRules> rules) {}
}
