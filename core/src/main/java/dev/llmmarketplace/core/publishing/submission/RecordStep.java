package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceStatus;

/**
 * Stores the version, whole or not at all; nobody but its provider sees it yet. Who may publish is asked once more, and asked
 * again by the store in its transaction: a service may have changed hands since.
 */
public final class RecordStep implements Step {
    private final CatalogStore catalog;
    private final Submitter submitter;
    private final SubmissionStore submissions;

    public RecordStep(CatalogStore catalog, Submitter submitter, SubmissionStore submissions) {
        this.catalog = catalog;
        this.submitter = submitter;
        this.submissions = submissions;
    }

    @Override
    public Outcome run(Submission submission) {
        if (catalog.findVersion(submission.version()).isEmpty()) {
            catalog.publish(new CatalogStore.Publication(
                    submission.version(),
                    submitter.requireSameProvider(submission).id(),
                    submission.manifest(),
                    ServiceStatus.PENDING_APPROVAL,
                    submissions.credentials(submission.id())));
        }
        return new Outcome.Done("Stored as " + submission.manifest().name() + "@"
                + submission.manifest().version() + ", not listed yet.");
    }

    /** A version that was never shown leaves nothing, so that its number can be used when what hindered it is mended. */
    @Override
    public void undo(Submission submission) {
        catalog.withdraw(submission.version());
    }
}
