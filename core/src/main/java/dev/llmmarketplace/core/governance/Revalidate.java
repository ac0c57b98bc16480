package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.governance.ComplianceStore.Judged;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges again what is published: an active or deprecated version that a policy blocks is suspended, one that policies have suspended and
 * do not block any more returns. What a person has suspended stays so. While the engine is away everything stays as it is.
 * Several processes may do it side by side. Blocking; thread-safe.
 */
public final class Revalidate {
    private static final int PORTION = 500;

    private final ComplianceStore compliance;
    private final AccessStore access;
    private final PolicyEngine engine;
    private final InstantSource clock;

    public Revalidate(ComplianceStore compliance, AccessStore access, PolicyEngine engine, InstantSource clock) {
        this.compliance = compliance;
        this.access = access;
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param complete false when the engine did not answer and some are still to be judged
     */
    public record Outcome(int judged, int suspended, int reinstated, boolean complete) {
        private static final Outcome NOTHING = new Outcome(0, 0, 0, true);

        private Outcome and(Outcome more) {
            return new Outcome(
                    judged + more.judged,
                    suspended + more.suspended,
                    reinstated + more.reinstated,
                    complete && more.complete);
        }
    }

    /**
     * Whether a version may return that was suspended for another cause. One that a policy blocks is held by the policies
     * from now on, and returns when they are kept.
     */
    public boolean admits(ServiceVersion suspended) {
        try {
            PolicyReport report =
                    engine.judge(PolicyCase.publication(suspended.manifest(), provider(suspended.provider())));
            if (report.blocks()) {
                compliance.hold(suspended.id(), report.of(Consequence.BLOCK));
            }
            return !report.blocks();
        } catch (ProblemException e) {
            if (e.problem().code() != ErrorCode.UNAVAILABLE) {
                throw e;
            }
            return false; // it is asked again when it is about to return the next time
        }
    }

    /** All of them. */
    public Outcome all() {
        return judgedBefore(clock.instant());
    }

    /** Those that were not judged since {@code before}, and those of which something has changed since they were. */
    public Outcome judgedBefore(Instant before) {
        Outcome outcome = Outcome.NOTHING;
        String basis = engine.basis().orElse(null);
        Map<OrganisationId, Organisation> providers = new HashMap<>();
        List<ServiceVersion> portion;
        do {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            portion = compliance.due(before, now, basis, PORTION);
            outcome = outcome.and(judge(portion, providers, now));
        } while (portion.size() == PORTION && outcome.complete());
        return outcome;
    }

    private Outcome judge(List<ServiceVersion> portion, Map<OrganisationId, Organisation> providers, Instant now) {
        List<Judged> judged = new ArrayList<>();
        int suspended = 0;
        int reinstated = 0;
        String basis = "";
        boolean complete = true;
        for (ServiceVersion version : portion) {
            try {
                Organisation provider = providers.computeIfAbsent(version.provider(), this::provider);
                PolicyReport report = engine.judge(PolicyCase.publication(version.manifest(), provider));
                basis = basis.isEmpty() ? report.basis() : basis; // of policies that change meanwhile the older count
                suspended += suspend(version, report) ? 1 : 0;
                reinstated += reinstate(version, report) ? 1 : 0;
                judged.add(new Judged(version, report.judgement().warning()));
            } catch (ProblemException e) {
                if (e.problem().code() != ErrorCode.UNAVAILABLE) {
                    throw e;
                }
                complete = false;
                break; // the others would wait for it as well
            }
        }
        compliance.noteJudged(judged, basis, now);
        return new Outcome(judged.size(), suspended, reinstated, complete);
    }

    private Organisation provider(OrganisationId id) {
        return access.findOrganisation(id).orElseThrow();
    }

    private boolean suspend(ServiceVersion version, PolicyReport report) {
        return version.status().callable()
                && report.blocks()
                && compliance.suspend(version.id(), report.of(Consequence.BLOCK));
    }

    private boolean reinstate(ServiceVersion version, PolicyReport report) {
        return version.status() == ServiceStatus.SUSPENDED && !report.blocks() && compliance.reinstate(version.id());
    }
}
