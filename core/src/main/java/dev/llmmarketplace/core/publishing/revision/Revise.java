package dev.llmmarketplace.core.publishing.revision;

import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.catalog.ListingChange;
import dev.llmmarketplace.core.catalog.ManifestReport;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.publishing.PublishingRules;
import java.util.List;

/** Changes what a listing says without a new version. Blocking; thread-safe. */
public final class Revise {
    private final PublishingRules rules;
    private final RevisionStore store;

    public Revise(PublishingRules rules, RevisionStore store) {
        this.rules = rules;
        this.store = store;
    }

    /** True for what is listed or suspended: before that, people decide about what stands there. */
    public static boolean revisable(ServiceVersion version) {
        return !version.imported() && (version.status().listed() || version.status() == ServiceStatus.SUSPENDED);
    }

    /**
     * @param seen what the author wants to change
     * @param wanted the same in other words; where it says the same, nothing happens
     * @throws ProblemException {@code FORBIDDEN} for whoever may not publish it; {@code VALIDATION_FAILED} when more than
     *     texts differs, or a rule or a policy is broken that was not before; {@code CONFLICT} when it is not listed, or was
     *     revised since
     */
    public RevisedListing revise(Principal who, RevisedListing seen, ServiceManifest wanted) {
        ServiceManifest present = seen.version().manifest();
        rules.requireProvider(who, present);
        requireRevisable(seen.version());
        requireWithin(present, wanted);
        List<ListingChange> changes = RevisedFields.changes(present, wanted);
        if (changes.isEmpty()) {
            return seen;
        }
        ManifestReport report = rules.checkRevision(present, wanted);
        if (!report.valid()) {
            throw new ProblemException(Problem.invalid(report.violations()));
        }
        return store.revise(seen, wanted, changes, who);
    }

    private static void requireRevisable(ServiceVersion version) {
        if (!revisable(version)) {
            String reason = version.imported()
                    ? " comes from a public catalogue, and the next import would undo it."
                    : " is " + version.status().wireName() + "; what is listed or suspended can be revised.";
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    version.manifest().name() + "@" + version.manifest().version() + reason);
        }
    }

    private static void requireWithin(ServiceManifest present, ServiceManifest wanted) {
        List<Violation> beyond = RevisedFields.beyond(present, wanted).stream()
                .map(Revise::beyond)
                .toList();
        if (!beyond.isEmpty()) {
            throw new ProblemException(Problem.invalid(beyond));
        }
    }

    /** Says that {@code field} is none that a revision may change. */
    public static Violation beyond(String field) {
        return new Violation(
                field,
                "as in the version that is revised",
                "a revision changes " + String.join(", ", RevisedFields.revisable()) + " only",
                "Publish a new version for it.");
    }
}
