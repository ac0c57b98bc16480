package dev.llmmarketplace.adapters.contract;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.CatalogStore.Filter;
import dev.llmmarketplace.core.catalog.CatalogStore.Publication;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.core.quota.Subscription;
import java.util.Map;

/** Does with the stores what a test needs to have been done before. */
public record Trade(Stores stores) {
    CatalogStore catalog() {
        return stores.catalog();
    }

    Organisation organisation() {
        Organisation organisation = Examples.organisation();
        stores.access().createOrganisation(organisation);
        return organisation;
    }

    /** Of a provider that exists. */
    ServiceName name() {
        return new ServiceName(organisation().slug(), "chat");
    }

    /** For the provider that the manifest names, without a credential. */
    ServiceVersion publish(ServiceManifest manifest, ServiceStatus status) {
        OrganisationId provider = stores.access()
                .findOrganisation(manifest.name().provider())
                .orElseThrow()
                .id();
        return catalog().publish(new Publication(provider, manifest, status, Map.of()));
    }

    public ServiceVersion active() {
        return publish(Manifests.manifest(name(), "1.0.0"), ServiceStatus.ACTIVE);
    }

    int count(Filter filter) {
        return catalog()
                .list(filter, new Page.Request(Page.Request.MAX_LIMIT, null))
                .items()
                .size();
    }

    ApiKey key(OrganisationId organisation) {
        ApiKey key = Examples.key(organisation);
        stores.access().createKey(key);
        return key;
    }

    /** @param tokensPerMonth 0 for no quota */
    Plan plan(long tokensPerMonth) {
        return stores.quota().storePlan(Examples.plan(tokensPerMonth));
    }

    /** Of a new consumer to a new service. */
    Subscription subscription(long tokensPerMonth) {
        Subscription subscription =
                Examples.subscription(organisation().id(), active().service(), plan(tokensPerMonth));
        stores.quota().subscribe(subscription);
        return subscription;
    }
}
