package dev.llmmarketplace.server.rest.submission;

import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.SubmissionId;
import dev.llmmarketplace.core.publishing.submission.Submission;
import dev.llmmarketplace.core.publishing.submission.SubmissionSignals;
import dev.llmmarketplace.core.publishing.submission.SubmissionState;
import dev.llmmarketplace.core.publishing.submission.SubmissionStore;
import dev.llmmarketplace.core.publishing.submission.Submit;
import dev.llmmarketplace.server.json.Json;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.Answer.EventStream.Sink;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Submissions and how they get on: providers follow their own, approvers and administrators all. */
public final class SubmissionRoutes {
    /** Then the client asks again, which the standard has it do by itself. */
    private static final Duration LONGEST_STREAM = Duration.ofMinutes(5);

    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final SubmissionStore store;
    private final Submit submit;
    private final SubmissionSignals signals;

    public SubmissionRoutes(SubmissionStore store, Submit submit, SubmissionSignals signals) {
        this.store = store;
        this.submit = submit;
        this.signals = signals;
    }

    public void register(Routes routes) {
        routes.on("listSubmissions", this::list);
        routes.on("getSubmission", request -> Answer.ok(whole(visible(request))));
        routes.on("followSubmission", this::follow);
        routes.on("retrySubmission", request -> Answer.json(202, whole(submit.retry(visible(request)))));
    }

    private Answer list(Request request) {
        Principal reader = request.principal();
        SubmissionStore.Filter filter = new SubmissionStore.Filter(
                reader.permits(Permission.ANY_ORGANISATION) ? null : reader.organisation(),
                request.find("state").orElse(null));
        return Answer.ok(PageBody.from(store.list(filter, request.page()), SubmissionBody::from));
    }

    private Submission visible(Request request) {
        Principal reader = request.principal();
        return store.find(SubmissionId.parse(request.text("id")))
                .filter(submission -> reader.permits(Permission.ANY_ORGANISATION)
                        || reader.organisation().equals(submission.by().organisation()))
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "There is no such submission."));
    }

    private SubmissionBody whole(Submission submission) {
        return SubmissionBody.from(submission, store.phases(submission.id()));
    }

    private Answer follow(Request request) {
        SubmissionId id = visible(request).id();
        return Answer.events(sink -> follow(id, sink));
    }

    /** The whole submission with each change, until it has ended. */
    private void follow(SubmissionId id, Sink sink) {
        long start = System.nanoTime();
        long shown = -1;
        long spoken = start;
        while (System.nanoTime() - start < LONGEST_STREAM.toNanos()) {
            long seen = signals.count();
            Submission present = store.find(id).orElse(null);
            if (present == null) {
                return;
            }
            boolean silent = System.nanoTime() - spoken > SILENCE.toNanos();
            if (present.revision() != shown || silent) {
                String text = present.revision() == shown ? ": still there\n\n" : event(present);
                if (!sink.send(text)) {
                    return;
                }
                shown = present.revision();
                spoken = System.nanoTime();
            }
            if (present.state() instanceof SubmissionState.Ended || !pause(seen)) {
                return;
            }
        }
    }

    private String event(Submission submission) {
        String data = new String(Json.bytes(whole(submission)), StandardCharsets.UTF_8);
        return "id: " + submission.revision() + "\nevent: submission\ndata: " + data + "\n\n";
    }

    private boolean pause(long seen) {
        try {
            signals.await(seen, SILENCE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
