package dev.llmmarketplace.adapters.contract;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.Project;
import dev.llmmarketplace.core.access.ProjectStore;
import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.event.EventLog;
import dev.llmmarketplace.core.event.Feed;
import dev.llmmarketplace.core.governance.ConsumptionRules;
import dev.llmmarketplace.core.governance.GovernanceStore;
import dev.llmmarketplace.core.governance.Verdict;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProjectId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.kernel.VerdictId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.metering.UsageSink;
import dev.llmmarketplace.core.metering.UsageStore;
import dev.llmmarketplace.core.quota.Allowance;
import dev.llmmarketplace.core.quota.Budget;
import dev.llmmarketplace.core.quota.QuotaStore;
import dev.llmmarketplace.core.quota.Subscription;
import dev.llmmarketplace.core.receipt.ReceiptStore;
import dev.llmmarketplace.core.sla.BreachStore;
import dev.llmmarketplace.core.sla.QualityStore;

/** The ports of one installation; what one writes the others see. */
public record Stores(
        AccessStore access,
        ProjectStore projects,
        CatalogStore catalog,
        QuotaStore quota,
        GovernanceStore governance,
        Allowance allowance,
        Metering metering,
        ServiceLevels serviceLevels,
        EventLog events,
        Feeds feeds) {

    public record Metering(UsageSink sink, UsageStore store, ReceiptStore receipts) {}

    public record ServiceLevels(QualityStore quality, BreachStore breaches) {}

    public record Feeds(
            Feed<KeyId, ApiKey> keys,
            Feed<ProjectId, Project> projects,
            Feed<VersionId, CallableService> services,
            Feed<SubscriptionId, Subscription> subscriptions,
            Feed<OrganisationId, Budget> budgets,
            Feed<VerdictId, Verdict> verdicts,
            Feed<OrganisationId, ConsumptionRules> rules) {}
}
