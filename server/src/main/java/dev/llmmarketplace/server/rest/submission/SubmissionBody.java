package dev.llmmarketplace.server.rest.submission;

import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.SubmissionId;
import dev.llmmarketplace.core.publishing.submission.Phase;
import dev.llmmarketplace.core.publishing.submission.PhaseRecord;
import dev.llmmarketplace.core.publishing.submission.Submission;
import dev.llmmarketplace.core.publishing.submission.SubmissionState;
import dev.llmmarketplace.server.rest.ViolationBody;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A submission on the wire.
 *
 * @param phase the one it is in, or was in when it ended
 * @param nextAttempt absent unless something failed and is tried again
 * @param waitsUntil absent unless people must decide
 * @param phases absent in lists
 */
public record SubmissionBody(
        UUID id,
        UUID versionId,
        String service,
        String version,
        String state,
        String phase,
        UUID organisation,
        UUID submitter,
        @Nullable Instant nextAttempt,
        @Nullable Instant waitsUntil,
        @Nullable Fault problem,
        @Nullable List<PhaseBody> phases,
        Instant createdAt,
        Instant changedAt) {

    /** Why it is not published. */
    record Fault(String code, String detail, List<ViolationBody> violations) {
        static Fault from(Problem problem) {
            return new Fault(
                    problem.code().code(),
                    problem.detail(),
                    problem.violations().stream().map(ViolationBody::from).toList());
        }
    }

    /** @param state {@code pending} for those that no attempt has ended in, {@code running} for the present one of these */
    record PhaseBody(
            String phase,
            String state,
            int attempts,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            List<NoteBody> log) {}

    record NoteBody(Instant at, String text) {}

    public static String path(SubmissionId id) {
        return "/api/v1/submissions/" + id;
    }

    public static SubmissionBody from(Submission submission) {
        return of(submission, null);
    }

    /** With its phases. */
    public static SubmissionBody from(Submission submission, List<PhaseRecord> records) {
        Map<Phase, PhaseRecord> known =
                records.stream().collect(Collectors.toMap(PhaseRecord::phase, Function.identity()));
        return of(
                submission,
                Arrays.stream(Phase.values())
                        .map(phase -> phase(submission, phase, known.get(phase)))
                        .toList());
    }

    private static PhaseBody phase(Submission submission, Phase phase, @Nullable PhaseRecord record) {
        if (record == null) {
            boolean present = submission.state() instanceof SubmissionState.Running running && running.phase() == phase;
            return new PhaseBody(phase.wireName(), present ? "running" : "pending", 0, null, null, List.of());
        }
        return new PhaseBody(
                phase.wireName(),
                record.state().wireName(),
                record.attempts(),
                record.startedAt(),
                record.endedAt(),
                record.log().stream()
                        .map(note -> new NoteBody(note.at(), note.text()))
                        .toList());
    }

    private static SubmissionBody of(Submission submission, @Nullable List<PhaseBody> phases) {
        SubmissionState state = submission.state();
        return new SubmissionBody(
                submission.id().value(),
                submission.version().value(),
                submission.manifest().name().toString(),
                submission.manifest().version().toString(),
                name(state),
                state.phase().wireName(),
                submission.by().organisation().value(),
                submission.by().user().value(),
                nextAttempt(state),
                state instanceof SubmissionState.Waiting waiting ? waiting.until() : null,
                fault(state),
                phases,
                submission.createdAt(),
                submission.changedAt());
    }

    private static String name(SubmissionState state) {
        return switch (state) {
            case SubmissionState.Running _ -> "running";
            case SubmissionState.Waiting _ -> "waiting";
            case SubmissionState.Undoing _ -> "undoing";
            case SubmissionState.Published _ -> "published";
            case SubmissionState.Failed _ -> "failed";
            case SubmissionState.Dead _ -> "dead";
        };
    }

    private static @Nullable Instant nextAttempt(SubmissionState state) {
        return switch (state) {
            case SubmissionState.Running running when running.failures() > 0 -> running.notBefore();
            case SubmissionState.Undoing undoing when undoing.failures() > 0 -> undoing.notBefore();
            default -> null;
        };
    }

    private static @Nullable Fault fault(SubmissionState state) {
        return switch (state) {
            case SubmissionState.Undoing undoing -> Fault.from(undoing.end().problem());
            case SubmissionState.End end -> Fault.from(end.problem());
            default -> null;
        };
    }
}
