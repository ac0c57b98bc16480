package dev.llmmarketplace.server.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.ServiceLevel;
import dev.llmmarketplace.core.publishing.livetest.Finding;
import dev.llmmarketplace.core.publishing.livetest.Finding.Outcome;
import dev.llmmarketplace.server.json.Json;
import dev.llmmarketplace.server.probe.GuardedCaller.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tests of one endpoint, one after the other; without an answer to the first the others are not made. */
final class Examination {
    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;
    static final String LIMITED = "The provider takes no more calls for the moment (status 429).";

    private final Target target;
    private final Exam exam;
    private final ServiceLevel promise;
    private final List<Finding> findings = new ArrayList<>();

    Examination(Target target, Exam exam, ServiceLevel promise) {
        this.target = target;
        this.exam = exam;
        this.promise = promise;
    }

    /** What the manifest says it can do besides. */
    record Asks(boolean stream, boolean tools, boolean json) {}

    List<Finding> run(Asks asks) {
        encryption();
        Optional<Reply> answer = call("call", exam.request());
        if (answer.isEmpty()) {
            return findings;
        }
        plain(answer.get());
        if (answer.get().limited()) {
            return findings;
        }
        latency(answer.get());
        secrecy(answer.get());
        findings.add(Protections.examine(target, answer.get()));
        if (target.endpoint().needsCredential()) {
            refusal();
        }
        call("error-behaviour", exam.absurd()).ifPresent(this::error);
        if (!exam.embeddings()) {
            further(asks);
        }
        return findings;
    }

    private void further(Asks asks) {
        if (asks.stream()) {
            call("streaming", exam.streamed()).ifPresent(this::stream);
        }
        if (asks.tools()) {
            call("tools", exam.withTool()).ifPresent(reply -> add("tools", reply.ok(), status(reply), reply));
        }
        if (asks.json()) {
            call("structured-output", exam.asJson()).ifPresent(this::structured);
        }
    }

    private void encryption() {
        boolean tls = "https".equals(target.endpoint().url().getScheme());
        add(
                "encryption",
                tls ? Outcome.PASSED : Outcome.SKIPPED,
                tls ? "Calls go over TLS." : "Calls are not encrypted; the operator has allowed this address.",
                null);
    }

    private void plain(Reply reply) {
        if (!reply.ok()) {
            add("call", false, status(reply) + " Check credential, upstreamModel and url.", reply);
            return;
        }
        Optional<JsonNode> answer = tree(reply);
        Optional<String> complaint = answer.map(exam::complaint).orElse(Optional.of("it is no JSON"));
        findings.add(new Finding(
                target.endpoint().name(),
                "call",
                complaint.isEmpty() ? Outcome.PASSED : Outcome.FAILED,
                complaint
                        .map(found -> "The answer has not the shape of its dialect: " + found + ".")
                        .orElse("The answer has the shape of its dialect."),
                reply.millis(),
                answer.map(Shapes::of).orElse(null)));
    }

    private void latency(Reply reply) {
        long most = promise.maxLatency().toMillis();
        add(
                "latency",
                reply.millis() <= most,
                "It took " + reply.millis() + " ms; promised are " + most + " ms.",
                reply);
    }

    private void secrecy(Reply reply) {
        add(
                "secrets",
                !target.echoesCredential(reply),
                target.echoesCredential(reply)
                        ? "The answer holds the credential."
                        : "The answer does not give the credential away.",
                reply);
    }

    private void refusal() {
        try {
            Reply reply = target.callWithoutCredential(exam.route(), exam.request());
            boolean refused = reply.status() == UNAUTHORISED || reply.status() == FORBIDDEN;
            add(
                    "authentication-required",
                    refused,
                    refused
                            ? "Calls without the credential are refused."
                            : "Calls without the credential are not refused: " + status(reply),
                    reply);
        } catch (IOException e) {
            boolean handshake = target.proof().identity() != null;
            add(
                    "authentication-required",
                    handshake ? Outcome.PASSED : Outcome.SKIPPED,
                    handshake
                            ? "Without the certificate there is no connection."
                            : "No answer: " + e.getMessage() + ".",
                    null);
        }
    }

    private void error(Reply reply) {
        boolean right = reply.status() >= 400 && reply.status() < 500 && !target.echoesCredential(reply);
        add("error-behaviour", right, "A request that makes no sense got: " + status(reply), reply);
    }

    private void stream(Reply reply) {
        boolean events = reply.contentType().startsWith("text/event-stream")
                && reply.body().contains("data:");
        boolean whole = reply.body().contains(exam.anthropic() ? "message_stop" : "[DONE]");
        String found = !events ? "It is no stream of events." : whole ? "It streams." : "The stream has no end.";
        add("streaming", reply.ok() && events && whole, status(reply) + " " + found, reply);
    }

    private void structured(Reply reply) {
        boolean json = tree(reply)
                .map(answer -> answer.at("/choices/0/message/content").asText())
                .flatMap(Examination::tree)
                .filter(JsonNode::isObject)
                .isPresent();
        add(
                "structured-output",
                reply.ok() && json,
                json ? "It answers in JSON." : "The answer is no JSON object. " + status(reply),
                reply);
    }

    private Optional<Reply> call(String test, String request) {
        try {
            return Optional.of(target.call(exam.route(), request));
        } catch (IOException e) {
            add(test, Outcome.FAILED, "No answer: " + e.getMessage() + ".", null);
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> tree(Reply reply) {
        return tree(reply.body());
    }

    private static Optional<JsonNode> tree(String text) {
        try {
            return Optional.of(Json.tree(text));
        } catch (RuntimeException notJson) {
            return Optional.empty();
        }
    }

    private static String status(Reply reply) {
        return "Status " + reply.status() + ".";
    }

    private void add(String test, boolean passed, String detail, Reply reply) {
        if (reply.limited()) {
            add(test, Outcome.LIMITED, LIMITED, reply.millis());
        } else {
            add(test, passed ? Outcome.PASSED : Outcome.FAILED, detail, reply.millis());
        }
    }

    private void add(String test, Outcome outcome, String detail, @Nullable Long millis) {
        findings.add(new Finding(target.endpoint().name(), test, outcome, detail, millis));
    }
}
