package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.publishing.PublishingRules;
import dev.llmmarketplace.core.publishing.approval.Approval;
import dev.llmmarketplace.core.publishing.approval.ApprovalStore;
import dev.llmmarketplace.core.publishing.approval.Approvals;
import java.time.InstantSource;

/**
 * Makes a version active that nobody has to look at, and waits for approvers with others. Whatever they answer ends as the
 * status of the version, so that there is one truth about it.
 */
public final class ApproveStep implements Step {
    private final CatalogStore catalog;
    private final PublishingRules rules;
    private final Approvals approvals;
    private final ApprovalStore store;
    private final InstantSource clock;

    public ApproveStep(
            CatalogStore catalog,
            PublishingRules rules,
            Approvals approvals,
            ApprovalStore store,
            InstantSource clock) {
        this.catalog = catalog;
        this.rules = rules;
        this.approvals = approvals;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Outcome run(Submission submission) {
        ServiceStatus status = catalog.findVersion(submission.version())
                .map(ServiceVersion::status)
                .orElse(ServiceStatus.RETIRED);
        return switch (status) {
            case ACTIVE, DEPRECATED -> new Outcome.Done("It is approved and active.");
            case PENDING_APPROVAL -> pending(submission);
            case REJECTED -> refused("An approver has rejected it." + reason(submission));
            case FAILED_VALIDATION, SUSPENDED, RETIRED -> refused("It has become " + status.wireName() + ".");
        };
    }

    private Outcome pending(Submission submission) {
        if (!rules.needApprover(submission.manifest())) {
            catalog.transition(submission.version(), ServiceStatus.ACTIVE, null);
            return new Outcome.Done("Nobody has to approve it; it is active.");
        }
        Approval approval = approvals.ask(
                submission.version(),
                submission.manifest(),
                new Approval.Requester(submission.by().user(), submission.by().organisation()));
        return switch (approval.state()) {
            case PENDING -> waiting(approval);
            case APPROVED -> approved(approval);
            case REJECTED -> {
                approvals.carryOut(
                        approval.version(), approval.state(), approval.reason().orElse(null));
                yield refused("An approver has rejected it." + reason(submission));
            }
            case CHANGES_REQUESTED -> refused("An approver wants changes." + reason(submission));
            case CANCELLED -> refused("It was taken back.");
            case EXPIRED -> refused("Nobody has decided in time; hand it in again.");
        };
    }

    private Outcome waiting(Approval approval) {
        if (!approval.expiresAt().isAfter(clock.instant())) {
            approvals.expire(approval);
            return refused("Nobody has decided in time; hand it in again.");
        }
        String role = approval.turn()
                .map(turn -> "somebody with the role " + turn.wireName())
                .orElse("an approver");
        return new Outcome.Wait(
                approval.expiresAt(),
                "Before it is listed, " + role + " decides, until " + approval.expiresAt() + ": approval "
                        + approval.id() + ".");
    }

    private Outcome approved(Approval approval) {
        approvals.carryOut(
                approval.version(), approval.state(), approval.reason().orElse(null));
        return new Outcome.Done(
                approval.levels().isEmpty()
                        ? "Approved without asking: its submitter's last publications were approved."
                        : "Approved.");
    }

    private String reason(Submission submission) {
        return store.find(submission.version())
                .flatMap(Approval::reason)
                .map(reason -> " Reason: " + reason)
                .orElse("");
    }

    private static Outcome refused(String why) {
        return new Outcome.Refused(Problem.of(ErrorCode.CONFLICT, why));
    }
}
