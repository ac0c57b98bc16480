package dev.llmmarketplace.core.publishing.submission;

import java.util.ArrayList;
import java.util.List;

/** Asks whether policies let it be published. */
public final class PolicyStep implements Step {
    private final List<Screening> screenings;

    /** @param screenings all of which must let it pass, in their order */
    public PolicyStep(List<Screening> screenings) {
        this.screenings = List.copyOf(screenings);
    }

    /** What policies say of a manifest. */
    @FunctionalInterface
    public interface Screening {
        /**
         * Blocking. What it throws is a failed attempt: a policy that cannot be asked lets nothing through.
         *
         * @return notes for the log
         * @throws dev.llmmarketplace.core.kernel.ProblemException {@code POLICY_DENIED} or {@code VALIDATION_FAILED} when
         *     one stands against it
         */
        List<String> screen(Submission submission);
    }

    @Override
    public Outcome run(Submission submission) {
        List<String> notes = new ArrayList<>();
        screenings.forEach(screening -> notes.addAll(screening.screen(submission)));
        return new Outcome.Done(notes);
    }
}
