package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.access.User;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.publishing.PublishingRules;

/** Asks for the rights that the submitter has now, which may be fewer than when he handed it in. */
public final class AuthoriseStep implements Step {
    private final AccessStore access;
    private final PublishingRules rules;

    public AuthoriseStep(AccessStore access, PublishingRules rules) {
        this.access = access;
        this.rules = rules;
    }

    @Override
    public Outcome run(Submission submission) {
        User user = access.findUser(submission.by().user())
                .orElseThrow(() -> new ProblemException(ErrorCode.FORBIDDEN, "Whoever handed it in is gone."));
        Principal publisher = new Principal(user.id(), user.organisation(), user.email(), user.roles());
        Organisation provider = rules.requireProvider(publisher, submission.manifest());
        return new Outcome.Done("Its submitter may publish for " + provider.slug() + ".");
    }
}
