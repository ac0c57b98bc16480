package dev.llmmarketplace.core.publishing.submission;

import java.util.List;

/** Asks whether policies let it be published. */
public final class PolicyStep implements Step {
    private final Screening screening;

    public PolicyStep(Screening screening) {
        this.screening = screening;
    }

    /** What policies say of a manifest. */
    @FunctionalInterface
    public interface Screening {
        /**
         * Blocking. What it throws is a failed attempt: a policy that cannot be asked lets nothing through.
         *
         * @return notes for the log
         * @throws dev.llmmarketplace.core.kernel.ProblemException {@code POLICY_DENIED} when one stands against it
         */
        List<String> screen(Submission submission);
    }

    @Override
    public Outcome run(Submission submission) {
        return new Outcome.Done(screening.screen(submission));
    }
}
