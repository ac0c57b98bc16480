package dev.llmmarketplace.core.quota;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.governance.Consequence;
import dev.llmmarketplace.core.governance.PolicyCase;
import dev.llmmarketplace.core.governance.PolicyEngine;
import dev.llmmarketplace.core.governance.PolicyFinding;
import dev.llmmarketplace.core.governance.PolicyReport;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Grants consumers the right to call a service within a plan. Blocking; thread-safe. */
public final class Subscribe {
    private final QuotaStore quota;
    private final CatalogStore catalog;
    private final AccessStore access;
    private final PolicyEngine policies;
    private final InstantSource clock;

    public Subscribe(
            QuotaStore quota, CatalogStore catalog, AccessStore access, PolicyEngine policies, InstantSource clock) {
        this.quota = quota;
        this.catalog = catalog;
        this.access = access;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * @throws ProblemException {@code NOT_FOUND} for a service that is not listed or not for the consumer to see,
     *     {@code FORBIDDEN} when the organisation may not consume, {@code VALIDATION_FAILED} for an unknown plan,
     *     {@code POLICY_DENIED} when a policy blocks it or wants somebody to approve it, {@code CONFLICT} when one is in
     *     force
     */
    public Subscription subscribe(OrganisationId consumer, ServiceId service, String planName) {
        Organisation organisation = requireConsumer(consumer);
        Viewer viewer = Viewer.of(organisation.slug());
        ServiceVersion listed = catalog.findListed(List.of(service)).stream()
                .filter(viewer::sees)
                .findFirst()
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "The service is not listed."));
        Plan plan = quota.findPlan(planName).orElseThrow(() -> unknownPlan(planName));
        requireAllowed(listed, organisation, plan);
        Subscription subscription =
                new Subscription(SubscriptionId.next(), consumer, service, plan, clock.instant(), null);
        quota.subscribe(subscription);
        return subscription;
    }

    private void requireAllowed(ServiceVersion listed, Organisation consumer, Plan plan) {
        Organisation provider = access.findOrganisation(listed.provider()).orElseThrow();
        PolicyCase.Access wish = new PolicyCase.Access(consumer, "subscribe", Map.of("plan", plan.name()));
        PolicyReport judged = policies.judge(new PolicyCase(listed.manifest(), provider, wish));
        if (judged.blocks() || judged.needsApproval()) {
            List<PolicyFinding> reasons = new ArrayList<>(judged.of(Consequence.BLOCK));
            reasons.addAll(judged.of(Consequence.APPROVAL));
            throw new ProblemException(new Problem(
                    ErrorCode.POLICY_DENIED,
                    "Policies of this marketplace do not allow it: "
                            + reasons.stream().map(PolicyFinding::sentence).collect(Collectors.joining(" ")),
                    reasons.stream().map(PolicyFinding::violation).toList()));
        }
    }

    private Organisation requireConsumer(OrganisationId id) {
        Organisation organisation = access.findOrganisation(id)
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "There is no organisation " + id + "."));
        organisation.requireConsumer();
        return organisation;
    }

    private ProblemException unknownPlan(String name) {
        String known = quota.plans().stream().map(Plan::name).sorted().collect(Collectors.joining(", "));
        return new ProblemException(
                Problem.invalid("/plan", "one of " + known, "was '" + name + "'", "Choose one of these."));
    }
}
