package dev.llmmarketplace.server.probe;

import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.publishing.livetest.Finding;
import dev.llmmarketplace.core.publishing.livetest.Finding.Outcome;
import dev.llmmarketplace.server.probe.GuardedCaller.RpcReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tests of endpoints of which nobody knows what to ask: whether somebody is there who takes the credential, and who refuses
 * those that have none. What the service does is not tested.
 */
final class Knock {
    private static final String HEALTH = "/grpc.health.v1.Health/Check";
    private static final Set<Integer> REFUSED = Set.of(401, 403);
    private static final int SWITCHED = 101;
    /** Of the method, not of the service. */
    private static final int NOT_IMPLEMENTED = 501;

    private static final int UNAUTHENTICATED = 16;
    private static final int PERMISSION_DENIED = 7;
    private static final int RESOURCE_EXHAUSTED = 8;

    /** {@code OK}, {@code NOT_FOUND} and {@code UNIMPLEMENTED}: many servers have no health service. */
    private static final Set<Integer> THERE = Set.of(0, 5, 12);

    private final Target target;
    private final List<Finding> findings = new ArrayList<>();

    private Knock(Target target) {
        this.target = target;
    }

    static List<Finding> on(Target target) {
        Knock knock = new Knock(target);
        knock.run();
        return knock.findings;
    }

    /** What an attempt has shown. */
    private enum Answer {
        /** As whoever may call. */
        ADMITTED,
        REFUSED,
        /** There were too many calls. */
        LIMITED,
        /** Something else stood in the way before. */
        OTHER
    }

    private record Tried(Answer answer, String detail, long millis) {}

    /** An attempt with the proof that it is given. */
    private interface Attempt {
        Tried with(Proof proof) throws IOException;
    }

    private void run() {
        Attempt attempt = attempt(target.endpoint().protocol());
        try {
            Tried own = attempt.with(target.proof());
            boolean there = own.answer() == Answer.ADMITTED;
            Outcome outcome = switch (own.answer()) {
                case ADMITTED -> Outcome.PASSED;
                case LIMITED -> Outcome.LIMITED;
                case REFUSED, OTHER -> Outcome.FAILED;
            };
            add("reachable", outcome, own.detail(), own.millis());
            if (there && target.endpoint().needsCredential()) {
                stranger(attempt);
            }
        } catch (IOException e) {
            findings.add(new Finding(
                    target.endpoint().name(), "reachable", Outcome.FAILED, "No answer: " + e.getMessage() + ".", null));
        }
    }

    private void stranger(Attempt attempt) {
        try {
            Tried tried = attempt.with(Proof.NONE);
            Outcome outcome = switch (tried.answer()) {
                case ADMITTED -> open();
                case REFUSED -> Outcome.PASSED;
                case LIMITED -> Outcome.LIMITED;
                case OTHER -> Outcome.SKIPPED;
            };
            add("authentication-required", outcome, "Without the credential: " + tried.detail(), tried.millis());
        } catch (IOException e) {
            findings.add(new Finding(
                    target.endpoint().name(),
                    "authentication-required",
                    Outcome.PASSED,
                    "Without the credential there is no answer.",
                    null));
        }
    }

    /** Whoever asks for the health of a server, or what it allows, need not be somebody; a conversation must not begin. */
    private Outcome open() {
        return target.endpoint().protocol() == Protocol.WEBSOCKET ? Outcome.FAILED : Outcome.SKIPPED;
    }

    private Attempt attempt(Protocol protocol) {
        return switch (protocol) {
            case REST -> this::options;
            case WEBSOCKET -> this::upgrade;
            case GRPC -> this::health;
        };
    }

    private Tried options(Proof proof) throws IOException {
        GuardedCaller.Reply reply = target.options(proof);
        Answer answer = denied(reply.status())
                .orElse(reply.status() < 500 || reply.status() == NOT_IMPLEMENTED ? Answer.ADMITTED : Answer.OTHER);
        return new Tried(
                answer,
                "OPTIONS is answered with status " + reply.status() + "; what it does is not tested.",
                reply.millis());
    }

    private Tried upgrade(Proof proof) throws IOException {
        long start = System.nanoTime();
        int status = target.upgrade(proof);
        Answer answer = denied(status).orElse(status == SWITCHED ? Answer.ADMITTED : Answer.OTHER);
        return new Tried(
                answer,
                "The upgrade to a WebSocket is answered with status " + status + "; what is said then is not tested.",
                (System.nanoTime() - start) / 1_000_000);
    }

    private Tried health(Proof proof) throws IOException {
        RpcReply reply = target.rpc(HEALTH, proof);
        Integer code = reply.code();
        Answer answer = code == null ? denied(reply.status()).orElse(Answer.OTHER) : ofGrpc(code);
        return new Tried(
                answer,
                code == null
                        ? "The answer is none of gRPC (status " + reply.status() + ")."
                        : "The health check is answered with gRPC status " + code + "; what it does is not tested.",
                reply.millis());
    }

    private static Optional<Answer> denied(int status) {
        return REFUSED.contains(status)
                ? Optional.of(Answer.REFUSED)
                : status == GuardedCaller.TOO_MANY ? Optional.of(Answer.LIMITED) : Optional.empty();
    }

    private static Answer ofGrpc(int code) {
        return switch (code) {
            case UNAUTHENTICATED, PERMISSION_DENIED -> Answer.REFUSED;
            case RESOURCE_EXHAUSTED -> Answer.LIMITED;
            default -> THERE.contains(code) ? Answer.ADMITTED : Answer.OTHER;
        };
    }

    private void add(String test, Outcome outcome, String detail, long millis) {
        findings.add(new Finding(target.endpoint().name(), test, outcome, detail, millis));
    }
}
