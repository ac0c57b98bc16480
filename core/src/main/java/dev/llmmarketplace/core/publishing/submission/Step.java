package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.kernel.Problem;
import java.time.Instant;
import java.util.List;

/**
 * Carries out one phase. It may be asked to again after it has done it, when the process died before that was stored, and
 * must then find its own work. What it throws is a failed attempt, except a problem that is the caller's fault, which
 * refuses the submission.
 */
@FunctionalInterface
public interface Step {
    Outcome run(Submission submission);

    /** Takes away what {@link #run} has left, if anything; as often as it is asked to. */
    default void undo(Submission submission) {}

    /** What came of it. */
    sealed interface Outcome {
        /** @param notes for the log */
        record Done(List<String> notes) implements Outcome {
            public Done {
                notes = List.copyOf(notes);
            }

            Done(String note) {
                this(List.of(note));
            }
        }

        /** There is nothing to do. */
        record PassedOver(String note) implements Outcome {}

        /** People must decide first. */
        record Wait(Instant until, String note) implements Outcome {}

        /** It is not to be published. */
        record Refused(Problem problem) implements Outcome {}
    }
}
