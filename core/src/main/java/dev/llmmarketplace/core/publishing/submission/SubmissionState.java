package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.kernel.Problem;
import java.time.Instant;

/** Where a submission stands. */
public sealed interface SubmissionState {
    /** The phase it is in, or was in when it ended. */
    Phase phase();

    /**
     * A phase is to be carried out.
     *
     * @param failures of this phase so far
     * @param notBefore when it may be tried
     */
    record Running(Phase phase, int failures, Instant notBefore) implements SubmissionState {}

    /**
     * People have to decide.
     *
     * @param until when it is given up without a decision
     */
    record Waiting(Phase phase, Instant until) implements SubmissionState {}

    /**
     * It is not published; what it has left behind is to be taken away.
     *
     * @param end what it comes to
     * @param failures of taking it away so far
     */
    record Undoing(End end, int failures, Instant notBefore) implements SubmissionState {
        @Override
        public Phase phase() {
            return end.phase();
        }
    }

    /** Nothing more happens by itself. */
    sealed interface Ended extends SubmissionState {}

    /** How it can end without being published. */
    sealed interface End extends Ended {
        /** Why. */
        Problem problem();
    }

    /** It is in the catalogue. */
    record Published() implements Ended {
        @Override
        public Phase phase() {
            return Phase.ANALYTICS;
        }
    }

    /** It was refused: another manifest, another person or another decision is needed. */
    record Failed(Phase phase, Problem problem) implements End {}

    /** A phase failed as often as it may, for no fault of the manifest. It may be retried. */
    record Dead(Phase phase, Problem problem) implements End {}
}
