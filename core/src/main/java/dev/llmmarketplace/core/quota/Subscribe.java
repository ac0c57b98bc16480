package dev.llmmarketplace.core.quota;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/** Grants consumers the right to call a service within a plan. Blocking; thread-safe. */
public final class Subscribe {
    private final QuotaStore quota;
    private final CatalogStore catalog;
    private final AccessStore access;
    private final InstantSource clock;

    public Subscribe(QuotaStore quota, CatalogStore catalog, AccessStore access, InstantSource clock) {
        this.quota = quota;
        this.catalog = catalog;
        this.access = access;
        this.clock = clock;
    }

    /**
     * @throws ProblemException {@code NOT_FOUND} for a service that is not listed, {@code FORBIDDEN} when the organisation
     *     may not consume, {@code VALIDATION_FAILED} for an unknown plan, {@code CONFLICT} when one is in force
     */
    public Subscription subscribe(OrganisationId consumer, ServiceId service, String planName) {
        requireConsumer(consumer);
        if (catalog.findListed(List.of(service)).isEmpty()) {
            throw new ProblemException(ErrorCode.NOT_FOUND, "The service is not listed.");
        }
        Plan plan = quota.findPlan(planName).orElseThrow(() -> unknownPlan(planName));
        Subscription subscription =
                new Subscription(SubscriptionId.next(), consumer, service, plan, clock.instant(), null);
        quota.subscribe(subscription);
        return subscription;
    }

    private void requireConsumer(OrganisationId id) {
        Organisation organisation = access.findOrganisation(id)
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "There is no organisation " + id + "."));
        organisation.requireConsumer();
    }

    private ProblemException unknownPlan(String name) {
        String known = quota.plans().stream().map(Plan::name).sorted().collect(Collectors.joining(", "));
        return new ProblemException(
                Problem.invalid("/plan", "one of " + known, "was '" + name + "'", "Choose one of these."));
    }
}
