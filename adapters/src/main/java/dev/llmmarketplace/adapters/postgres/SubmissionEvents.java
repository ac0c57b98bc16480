package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.event.EventType;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.publishing.submission.Submission;
import dev.llmmarketplace.core.publishing.submission.SubmissionState;
import dev.llmmarketplace.core.publishing.submission.SubmissionStore.Move;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is told of submissions, to the submitter's organisation. */
final class SubmissionEvents {
    private SubmissionEvents() {}

    /** @param type as {@link EventType} spells it */
    static Outbox.Entry of(String type, Move move) {
        Submission submission = move.from();
        String service = submission.manifest().name().toString();
        String number = submission.manifest().version().toString();
        Map<String, String> payload = Map.of(
                "version", submission.version().toString(),
                "service", service,
                "number", number,
                "organisation", submission.by().organisation().toString(),
                "submitter", submission.by().user().toString());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("submissionId", submission.id().toString());
        data.put("service", service);
        data.put("version", number);
        data.put("versionId", submission.version().toString());
        data.put("phase", move.record().phase().wireName());
        if (move.to() instanceof SubmissionState.End end) {
            data.put("problem", problem(end.problem()));
        }
        Outbox.Told told = Outbox.Told.own(
                WireName.find(EventType.class, type).orElseThrow(),
                service,
                submission.by().organisation(),
                data);
        return new Outbox.Entry(type, submission.id(), payload, told);
    }

    private static Map<String, String> problem(Problem problem) {
        return Map.of("code", problem.code().code(), "detail", problem.detail());
    }
}
