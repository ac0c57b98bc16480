package dev.llmmarketplace.core.publishing.probe;

import dev.llmmarketplace.core.publishing.livetest.Finding;
import dev.llmmarketplace.core.publishing.livetest.Finding.Outcome;
import dev.llmmarketplace.core.publishing.probe.ListingFinding.Check;
import dev.llmmarketplace.core.publishing.probe.ListingFinding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a probe has shown, compared with what is usual.
 *
 * @param standing with what was learnt; its failures are not counted yet
 */
record Inspection(Result result, List<Check> checks, Standing standing) {

    /** Whether callers are served. One endpoint that answers is enough: the gateway finds it. */
    enum Result {
        SERVES,
        /** Each endpoint that was called answered, with an error or with what is no answer. */
        FAILS,
        /** None answered, and at least one said that there were too many calls. */
        LIMITED,
        /** No endpoint answered, which may be our own fault. */
        SILENT,
        UNTESTED
    }

    Inspection {
        checks = List.copyOf(checks);
    }

    static Inspection of(List<Finding> findings, Standing before) {
        List<Check> checks = new ArrayList<>();
        Standing standing = before;
        for (Finding finding : findings) {
            if (told(finding)) {
                checks.add(check(finding));
            }
            if (serves(finding) && finding.outcome() == Outcome.PASSED && finding.millis() != null) {
                Habit habit = standing.habit(finding.endpoint());
                Habit now = habit.with(finding.millis(), finding.shape());
                checks.add(pace(now));
                checks.add(shape(finding, habit));
                standing = standing.with(now);
            }
        }
        return new Inspection(result(findings), checks, standing);
    }

    /** Why it does not serve. */
    String outage() {
        return checks.stream()
                .filter(check -> check.kind() == Kind.OUTAGE && check.complaint() != null)
                .map(check -> check.subject() + ": " + check.complaint())
                .collect(Collectors.joining(" "));
    }

    /** Whether it tells something of what was tested. */
    private static boolean told(Finding finding) {
        return finding.outcome() == Outcome.PASSED || finding.outcome() == Outcome.FAILED;
    }

    private static boolean serves(Finding finding) {
        return Kind.ofTest(finding.test()) == Kind.OUTAGE;
    }

    private static Result result(List<Finding> findings) {
        List<Finding> calls = findings.stream()
                .filter(finding -> serves(finding) && finding.outcome() != Outcome.SKIPPED)
                .toList();
        if (calls.isEmpty()) {
            return Result.UNTESTED;
        }
        if (calls.stream().anyMatch(call -> call.outcome() == Outcome.PASSED)) {
            return Result.SERVES;
        }
        if (calls.stream().anyMatch(call -> call.outcome() == Outcome.LIMITED)) {
            return Result.LIMITED;
        }
        return calls.stream().allMatch(call -> call.millis() == null) ? Result.SILENT : Result.FAILS;
    }

    private static Check check(Finding finding) {
        return new Check(
                Kind.ofTest(finding.test()),
                finding.endpoint() + ", " + finding.test(),
                finding.outcome() == Outcome.FAILED ? finding.detail() : null);
    }

    private static Check pace(Habit habit) {
        String slow = "The last answers took " + habit.last() + " ms; usual are " + Math.round(habit.usualMillis())
                + " ms. Find out what slows it down.";
        return new Check(Kind.LATENCY, habit.endpoint() + ", history", habit.slow() ? slow : null);
    }

    private static Check shape(Finding finding, Habit usual) {
        List<String> missing = usual.missing(finding.shape());
        String changed = "Answers lack what they used to have: " + String.join(", ", missing)
                + ". Give it back, or publish a new version.";
        return new Check(Kind.ANSWER_CHANGED, finding.endpoint(), missing.isEmpty() ? null : changed);
    }
}
