package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.SubmissionId;
import dev.llmmarketplace.core.publishing.submission.PhaseRecord.Note;
import dev.llmmarketplace.core.publishing.submission.PhaseRecord.State;
import dev.llmmarketplace.core.publishing.submission.Step.Outcome;
import dev.llmmarketplace.core.publishing.submission.SubmissionState.Dead;
import dev.llmmarketplace.core.publishing.submission.SubmissionState.End;
import dev.llmmarketplace.core.publishing.submission.SubmissionState.Ended;
import dev.llmmarketplace.core.publishing.submission.SubmissionState.Failed;
import dev.llmmarketplace.core.publishing.submission.SubmissionState.Published;
import dev.llmmarketplace.core.publishing.submission.SubmissionState.Running;
import dev.llmmarketplace.core.publishing.submission.SubmissionState.Undoing;
import dev.llmmarketplace.core.publishing.submission.SubmissionState.Waiting;
import dev.llmmarketplace.core.publishing.submission.SubmissionStore.Move;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Drives submissions through their phases. After each attempt the new state is stored; the next one begins from what is
 * stored, in this process or in another. One thread at a time drives a submission; should two, the slower one's moves are
 * not stored. Blocking; thread-safe.
 */
public final class Pipeline {
    private final SubmissionStore store;
    private final Map<Phase, Step> steps;
    private final Observer observer;
    private final InstantSource clock;

    /** @param steps one for each phase */
    public Pipeline(SubmissionStore store, Map<Phase, Step> steps, Observer observer, InstantSource clock) {
        this.store = store;
        this.steps = new EnumMap<>(steps);
        this.observer = observer;
        this.clock = clock;
    }

    /** Sees how submissions get on. Called by the thread that drives one. */
    public interface Observer {
        /** Something was stored. */
        void moved(Move move);

        /** An attempt ended in a way that is no answer to its submitter. */
        void failed(Submission submission, RuntimeException error);
    }

    /** Takes a submission as far as it goes now, and says when to come back. */
    public Next advance(SubmissionId id) {
        while (true) {
            Optional<Submission> found = store.find(id);
            if (found.isEmpty()) {
                return new Next.Never();
            }
            Submission present = found.get();
            Instant now = clock.instant();
            switch (present.state()) {
                case Ended _ -> {
                    return new Next.Never();
                }
                case Running running
                when running.notBefore().isAfter(now) -> {
                    return new Next.At(running.notBefore());
                }
                case Undoing undoing
                when undoing.notBefore().isAfter(now) -> {
                    return new Next.At(undoing.notBefore());
                }
                case Running running -> move(attempt(present, running.phase(), running.failures()));
                case Undoing undoing -> move(undo(present, undoing));
                case Waiting waiting -> {
                    Move move = attempt(present, waiting.phase(), 0);
                    if (move.to() instanceof Waiting still) {
                        return new Next.At(still.until());
                    }
                    move(move);
                }
            }
        }
    }

    private void move(Move move) {
        if (store.apply(move)) { // else another was faster; the next look begins from what that one stored
            observer.moved(move);
        }
    }

    private Move attempt(Submission submission, Phase phase, int failures) {
        Attempt attempt = new Attempt(submission, phase, failures + 1, clock);
        try {
            Step step = step(phase);
            return after(attempt, submission.by().action().run(() -> step.run(submission)));
        } catch (ProblemException e) {
            boolean refused = e.problem().code().kind() == ErrorCode.Kind.CALLER && !phase.afterActivation();
            return refused ? after(attempt, new Outcome.Refused(e.problem())) : failed(attempt, e.problem());
        } catch (RuntimeException e) {
            observer.failed(submission, e);
            return failed(attempt, Problem.of(ErrorCode.INTERNAL, "Something went wrong here; the log has it."));
        }
    }

    private Step step(Phase phase) {
        Step step = steps.get(phase);
        if (step == null) {
            throw new IllegalStateException("nothing carries out " + phase.wireName());
        }
        return step;
    }

    private Move after(Attempt attempt, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var notes) -> attempt.to(following(attempt.phase()), State.DONE, notes);
            case Outcome.PassedOver(var note) ->
                attempt.to(following(attempt.phase()), State.PASSED_OVER, List.of(note));
            case Outcome.Wait(var until, var note) ->
                attempt.to(new Waiting(attempt.phase(), until), State.WAITING, List.of(note));
            case Outcome.Refused(var problem) -> ending(attempt, new Failed(attempt.phase(), problem));
        };
    }

    private SubmissionState following(Phase phase) {
        return phase.next()
                .<SubmissionState>map(next -> new Running(next, 0, clock.instant()))
                .orElseGet(Published::new);
    }

    /** An attempt that was not even made, because its partner is left alone for a while, does not count. */
    private Move failed(Attempt attempt, Problem problem) {
        boolean asked = problem.retryAfter() == null;
        int failures = asked ? attempt.number() : attempt.number() - 1;
        if (failures >= attempt.phase().attempts()) {
            return ending(attempt, new Dead(attempt.phase(), problem));
        }
        Instant again = clock.instant()
                .plus(problem.retryAfter() == null ? Phase.pause(Math.max(1, failures)) : problem.retryAfter());
        return attempt.to(new Running(attempt.phase(), failures, again), State.RETRYING, List.of(problem.detail()));
    }

    private Move ending(Attempt attempt, End end) {
        return attempt.to(
                new Undoing(end, 0, clock.instant()),
                State.FAILED,
                List.of(end.problem().detail()));
    }

    /** Takes everything back, the last first. Whatever cannot be taken back is tried again, without end. */
    private Move undo(Submission submission, Undoing undoing) {
        Attempt attempt = new Attempt(submission, undoing.phase(), undoing.failures() + 1, clock);
        try {
            submission.by().action().run(() -> {
                undoing.phase().backwards().forEach(phase -> step(phase).undo(submission));
                return true;
            });
            return attempt.to(undoing.end(), State.FAILED, List.of());
        } catch (RuntimeException e) {
            observer.failed(submission, e);
            Instant again = clock.instant().plus(Phase.pause(attempt.number()));
            return attempt.to(new Undoing(undoing.end(), attempt.number(), again), State.FAILED, List.of());
        }
    }

    /** One attempt at a phase, to become the move it leads to. */
    private record Attempt(Submission submission, Phase phase, int number, Instant started, InstantSource clock) {
        Attempt(Submission submission, Phase phase, int number, InstantSource clock) {
            this(submission, phase, number, clock.instant(), clock);
        }

        Move to(SubmissionState state, State result, List<String> texts) {
            Instant ended = clock.instant();
            List<Note> notes = texts.stream().map(text -> new Note(ended, text)).toList();
            return new Move(
                    submission, state, new PhaseRecord(phase, result, number, started, ended, notes), event(state));
        }

        private @Nullable String event(SubmissionState state) {
            return switch (state) {
                case Running _ -> phase == Phase.EVENT && state.phase() != phase ? "submission.published" : null;
                case Waiting _ -> "submission.waiting";
                case Failed _ -> "submission.failed";
                case Dead _ -> "submission.dead";
                case Undoing _, Published _ -> null;
            };
        }
    }
}
