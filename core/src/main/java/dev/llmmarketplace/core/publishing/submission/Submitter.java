package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.access.User;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.publishing.PublishingRules;
import java.util.Optional;

/** Whoever has handed a submission in, with the rights that he has now. Blocking; thread-safe. */
public final class Submitter {
    private final AccessStore access;
    private final PublishingRules rules;

    public Submitter(AccessStore access, PublishingRules rules) {
        this.access = access;
        this.rules = rules;
    }

    /**
     * The provider for whom he may publish it.
     *
     * @throws ProblemException {@code FORBIDDEN} when he may not any more, {@code VALIDATION_FAILED} when its provider is gone
     */
    Organisation requireProvider(Submission submission) {
        User user = access.findUser(submission.by().user())
                .orElseThrow(() -> new ProblemException(ErrorCode.FORBIDDEN, "Whoever handed it in is gone."));
        Principal publisher = new Principal(user.id(), user.organisation(), user.email(), user.roles());
        return rules.requireProvider(publisher, submission.manifest());
    }

    /**
     * As {@link #requireProvider}, of a submission that he might publish before.
     *
     * @throws ProblemException {@code CONFLICT} when the service was handed over since
     */
    Organisation requireSameProvider(Submission submission) {
        Optional<OrganisationId> owner = rules.provider(submission.manifest());
        if (owner.filter(submission.by().organisation()::equals).isEmpty()) {
            throw handedOver(submission, owner);
        }
        return requireProvider(submission);
    }

    private ProblemException handedOver(Submission submission, Optional<OrganisationId> to) {
        String owner =
                to.flatMap(access::findOrganisation).map(Organisation::slug).orElse("another provider");
        return new ProblemException(
                ErrorCode.CONFLICT,
                submission.manifest().name() + " is " + owner
                        + "'s, and was not when this was handed in; nothing of it is" + " stored. Have " + owner
                        + " publish the version.");
    }
}
