package dev.llmmarketplace.server.rest.approval;

import dev.llmmarketplace.core.kernel.ApprovalId;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.publishing.approval.Approval;
import dev.llmmarketplace.core.publishing.approval.ApprovalStore;
import dev.llmmarketplace.core.publishing.approval.Approvals;
import dev.llmmarketplace.core.publishing.submission.Submit;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The queue of approvers: what is asked, with the evidence in one view, and their answers. */
public final class ApprovalRoutes {
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");

    private final ApprovalStore store;
    private final Approvals approvals;
    private final Submit submit;
    private final Evidence evidence;

    public ApprovalRoutes(ApprovalStore store, Approvals approvals, Submit submit, Evidence evidence) {
        this.store = store;
        this.approvals = approvals;
        this.submit = submit;
        this.evidence = evidence;
    }

    public void register(Routes routes) {
        routes.on("listApprovals", this::list);
        routes.on("getApproval", request -> tagged(find(request)));
        routes.on("answerApproval", this::answer);
        routes.on("cancelApproval", this::cancel);
    }

    record AnswerBody(String answer, @Nullable String reason) {}

    private Answer list(Request request) {
        Approval.State state = request.find("state")
                .map(name -> WireName.parse(Approval.State.class, name, "state"))
                .orElse(null);
        return Answer.ok(PageBody.from(store.list(state, request.page()), ApprovalBody::from));
    }

    private Approval find(Request request) {
        return store.find(ApprovalId.parse(request.text("id")))
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "There is no such approval."));
    }

    private Answer tagged(Approval approval) {
        return Answer.ok(evidence.of(approval))
                .with(Map.of("etag", "\"" + approval.revision() + "\"", "cache-control", "no-cache"));
    }

    private Answer answer(Request request) {
        AnswerBody body = request.body(AnswerBody.class);
        Approval answered = approvals.answer(
                request.principal(),
                find(request),
                WireName.parse(Approval.Answer.class, body.answer(), "/answer"),
                body.reason(),
                seen(request));
        submit.decided(answered.version());
        return tagged(answered);
    }

    private Answer cancel(Request request) {
        Approval cancelled = approvals.cancel(request.principal(), find(request));
        submit.decided(cancelled.version());
        return Answer.ok(ApprovalBody.from(cancelled));
    }

    private static OptionalLong seen(Request request) {
        Matcher tag = TAG.matcher(request.text("if-match"));
        if (!tag.matches()) {
            throw new ProblemException(Problem.invalid(
                    "if-match",
                    "the ETag of the approval",
                    "was " + request.text("if-match"),
                    "Read it, and send its ETag."));
        }
        return OptionalLong.of(Long.parseLong(tag.group(1)));
    }
}
