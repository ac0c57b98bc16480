package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.OrganisationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks policies of all that is published, before they bind anybody. Changes nothing. Blocking; thread-safe. */
public final class PolicyTrial {
    private final ComplianceStore compliance;
    private final AccessStore access;
    private final PolicyLanguage language;

    public PolicyTrial(ComplianceStore compliance, AccessStore access, PolicyLanguage language) {
        this.compliance = compliance;
        this.access = access;
        this.language = language;
    }

    /**
     * What would become of it all.
     *
     * @param judged how many versions were looked at
     * @param affected those that do not keep all policies
     */
    public record Outcome(int judged, List<Affected> affected) {
        public Outcome {
            affected = List.copyOf(affected);
        }

        /** Those that would be suspended. */
        public List<Affected> suspended() {
            return affected.stream().filter(Affected::suspended).toList();
        }
    }

    /** A version that does not keep all policies. */
    public record Affected(ServiceVersion version, PolicyReport report) {
        /** True when it would be suspended. */
        public boolean suspended() {
            return version.status() == ServiceStatus.ACTIVE && report.blocks();
        }
    }

    /** As if each of {@code policies} were enabled. Waivers and other policies are left out of account. */
    public Outcome run(List<Policy> policies) {
        List<Affected> affected = new ArrayList<>();
        AtomicInteger judged = new AtomicInteger();
        Map<OrganisationId, Organisation> providers = new HashMap<>();
        compliance.readAll(version -> {
            judged.incrementAndGet();
            List<PolicyFinding> findings = language.judge(
                    policies,
                    PolicyCase.publication(
                            version.manifest(), providers.computeIfAbsent(version.provider(), this::provider)));
            if (!findings.isEmpty()) {
                affected.add(new Affected(version, new PolicyReport("", findings)));
            }
        });
        return new Outcome(judged.get(), affected);
    }

    private Organisation provider(OrganisationId id) {
        return access.findOrganisation(id).orElseThrow();
    }
}
