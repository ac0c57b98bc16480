package dev.llmmarketplace.core.publishing.submission;

/** Asks for the rights that the submitter has now, which may be fewer than when he handed it in. */
public final class AuthoriseStep implements Step {
    private final Submitter submitter;

    public AuthoriseStep(Submitter submitter) {
        this.submitter = submitter;
    }

    @Override
    public Outcome run(Submission submission) {
        return new Outcome.Done("Its submitter may publish for "
                + submitter.requireProvider(submission).slug() + ".");
    }
}
