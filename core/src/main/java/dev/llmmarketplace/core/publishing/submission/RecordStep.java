package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.publishing.PublishingRules;

/** Stores the version, whole or not at all; nobody but its provider sees it yet. */
public final class RecordStep implements Step {
    private final CatalogStore catalog;
    private final PublishingRules rules;
    private final SubmissionStore submissions;

    public RecordStep(CatalogStore catalog, PublishingRules rules, SubmissionStore submissions) {
        this.catalog = catalog;
        this.rules = rules;
        this.submissions = submissions;
    }

    @Override
    public Outcome run(Submission submission) {
        if (catalog.findVersion(submission.version()).isEmpty()) {
            catalog.publish(new CatalogStore.Publication(
                    submission.version(),
                    provider(submission),
                    submission.manifest(),
                    ServiceStatus.PENDING_APPROVAL,
                    submissions.credentials(submission.id())));
        }
        return new Outcome.Done("Stored as " + submission.manifest().name() + "@"
                + submission.manifest().version() + ", not listed yet.");
    }

    private OrganisationId provider(Submission submission) {
        return rules.provider(submission.manifest())
                .orElseThrow(() -> new ProblemException(ErrorCode.CONFLICT, "Its provider is gone."));
    }

    /** A version that was never shown leaves nothing, so that its number can be used when what hindered it is mended. */
    @Override
    public void undo(Submission submission) {
        catalog.withdraw(submission.version());
    }
}
