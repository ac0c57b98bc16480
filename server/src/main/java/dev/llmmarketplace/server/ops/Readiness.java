package dev.llmmarketplace.server.ops;

import java.util.List;
import java.util.Locale;

/**
 * Whether requests should be sent here, worked out anew for each question. Vital checks decide between ready and not;
 * others only between ready and degraded, for the gateway goes on without them.
 */
public final class Readiness {
    private final List<Check> checks;
    private volatile boolean stopping;

    public Readiness(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /** From now on the answer is no: load balancers look elsewhere while calls in flight finish. */
    public void stop() {
        stopping = true;
    }

    /** @param status {@code ready}, {@code degraded}, {@code starting}, {@code stopping} or {@code unavailable} */
    public record Report(String status, List<Line> checks) {
        public boolean ready() {
            return status.equals("ready") || status.equals("degraded");
        }
    }

    public record Line(String name, String status, String detail) {}

    private record Answered(Check check, Check.State state) {
        boolean is(Check.Status status) {
            return state.status() == status;
        }

        Line line() {
            return new Line(check.name(), state.status().name().toLowerCase(Locale.ROOT), state.detail());
        }
    }

    public Report report() {
        List<Answered> answers = checks.stream()
                .map(check -> new Answered(check, check.state().get()))
                .toList();
        return new Report(status(answers), answers.stream().map(Answered::line).toList());
    }

    private String status(List<Answered> answers) {
        List<Answered> vital =
                answers.stream().filter(answer -> answer.check().vital()).toList();
        if (stopping) {
            return "stopping";
        }
        if (vital.stream().anyMatch(answer -> answer.is(Check.Status.DOWN))) {
            return "unavailable";
        }
        if (vital.stream().anyMatch(answer -> answer.is(Check.Status.STARTING))) {
            return "starting";
        }
        return answers.stream().allMatch(answer -> answer.is(Check.Status.UP)) ? "ready" : "degraded";
    }
}
