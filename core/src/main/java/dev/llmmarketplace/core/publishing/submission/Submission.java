package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.audit.Action;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.SubmissionId;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.VersionId;
import java.time.Instant;

/**
 * A manifest that somebody has handed in, on its way.
 *
 * @param version what the version is called once it is stored; chosen beforehand, so that storing it twice is seen
 * @param by who handed it in, and how
 * @param strict warnings hinder too
 * @param revision grows with each change
 */
public record Submission(
        SubmissionId id,
        VersionId version,
        ServiceManifest manifest,
        By by,
        boolean strict,
        SubmissionState state,
        long revision,
        Instant createdAt,
        Instant changedAt) {

    /**
     * @param organisation whose people may follow it: the provider, or that of the submitter where he does not act for it
     * @param request id of the request it came with
     * @param address it came from
     */
    public record By(UserId user, OrganisationId organisation, String request, String address) {
        /** What the pipeline does in the submitter's name. */
        Action action() {
            return new Action("publishService", user, organisation, null, request, address);
        }
    }

    /** True when whoever handed it in can be told what has become of it: it is published, waits for people, or has ended. */
    public boolean settled() {
        return switch (state) {
            case SubmissionState.Running(var phase, var _, var _) -> phase.afterActivation();
            case SubmissionState.Undoing _ -> false;
            case SubmissionState.Waiting _, SubmissionState.Ended _ -> true;
        };
    }
}
