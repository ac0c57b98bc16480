package dev.llmmarketplace.core.publishing.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.publishing.livetest.Finding;
import dev.llmmarketplace.core.publishing.livetest.Finding.Outcome;
import dev.llmmarketplace.core.publishing.probe.Inspection.Result;
import dev.llmmarketplace.core.publishing.probe.ListingFinding.Check;
import dev.llmmarketplace.core.publishing.probe.ListingFinding.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What probes show, compared with what was usual. */
final class InspectionTest {
    private static final List<String> SHAPE = List.of("choices[].message.content: string", "usage.total: number");

    private static Finding call(Outcome outcome, @Nullable Long millis, List<String> shape) {
        return new Finding("main", "call", outcome, "Status 500.", millis, shape);
    }

    private static Finding answer(long millis) {
        return call(Outcome.PASSED, millis, SHAPE);
    }

    private static Standing after(int probes, long millis) {
        return IntStream.range(0, probes)
                .mapToObj(each -> answer(millis))
                .reduce(
                        Standing.NEW,
                        (standing, finding) ->
                                Inspection.of(List.of(finding), standing).standing(),
                        (one, other) -> other);
    }

    private static Optional<String> complaint(Inspection inspection, Kind kind) {
        return inspection.checks().stream()
                .filter(check -> check.kind() == kind && check.complaint() != null)
                .map(Check::complaint)
                .findFirst();
    }

    @Test
    void anErrorIsTheServicesOwnAndASilenceMayBeOurs() {
        Finding silent = call(Outcome.FAILED, null, List.of());
        Finding broken = call(Outcome.FAILED, 12L, List.of());
        Finding skipped = call(Outcome.SKIPPED, null, List.of());

        assertThat(Inspection.of(List.of(silent), Standing.NEW).result()).isEqualTo(Result.SILENT);
        assertThat(Inspection.of(List.of(broken, silent), Standing.NEW).result())
                .isEqualTo(Result.FAILS);
        assertThat(Inspection.of(List.of(skipped), Standing.NEW).result()).isEqualTo(Result.UNTESTED);
    }

    @Test
    void tooManyCallsAreNoOutage() {
        Finding limited = new Finding("main", "call", Outcome.LIMITED, "Status 429.", 4L);
        Finding broken = new Finding("spare", "call", Outcome.FAILED, "Status 500.", 3L);

        Inspection inspection = Inspection.of(List.of(limited), Standing.NEW);

        assertThat(inspection.result()).isEqualTo(Result.LIMITED);
        assertThat(inspection.checks()).isEmpty();
        assertThat(Inspection.of(List.of(limited, broken), Standing.NEW).result())
                .isEqualTo(Result.LIMITED);
        assertThat(Inspection.of(List.of(broken, answer(10)), Standing.NEW).result())
                .isEqualTo(Result.SERVES);
    }

    @Test
    void whoTakesNoMoreCallsIsLeftAloneForLongerThanUsual() {
        ProbeRules rules = new ProbeRules(Duration.ofMinutes(15), Duration.ofMinutes(1), 3, true);

        assertThat(rules.rest(0)).isEqualTo(Duration.ofMinutes(24));
        assertThat(rules.rest(1)).isEqualTo(Duration.ofMinutes(36));
    }

    @Test
    void oneEndpointThatAnswersIsEnough() {
        Finding other = new Finding("spare", "call", Outcome.FAILED, "Status 500.", 3L);

        Inspection inspection = Inspection.of(List.of(other, answer(10)), Standing.NEW);

        assertThat(inspection.result()).isEqualTo(Result.SERVES);
        assertThat(complaint(inspection, Kind.OUTAGE)).contains("Status 500.");
    }

    @Test
    void whatWorkedAndDoesNoMoreIsACapabilityThatIsGone() {
        Finding tools = new Finding("main", "tools", Outcome.FAILED, "Status 400.", 5L);

        Inspection inspection = Inspection.of(List.of(answer(10), tools), Standing.NEW);

        assertThat(inspection.result()).isEqualTo(Result.SERVES);
        assertThat(complaint(inspection, Kind.CAPABILITY_GONE)).contains("Status 400.");
    }

    @Test
    void oneSlowAnswerIsNoneAndThreeAreAFinding() {
        Standing usual = after(10, 100);

        Inspection first = Inspection.of(List.of(answer(5_000)), usual);
        Inspection second = Inspection.of(List.of(answer(5_000)), first.standing());
        Inspection third = Inspection.of(List.of(answer(5_000)), second.standing());

        assertThat(complaint(first, Kind.LATENCY)).isEmpty();
        assertThat(complaint(second, Kind.LATENCY)).isEmpty();
        assertThat(complaint(third, Kind.LATENCY)).isPresent();
        assertThat(complaint(Inspection.of(List.of(answer(100)), third.standing()), Kind.LATENCY))
                .isEmpty();
    }

    @Test
    void whatAnswersUsedToHaveIsMissed() {
        Standing usual = after(3, 100);

        Inspection less = Inspection.of(List.of(call(Outcome.PASSED, 100L, SHAPE.subList(0, 1))), usual);

        assertThat(complaint(less, Kind.ANSWER_CHANGED).orElseThrow()).contains("usage.total: number");
        assertThat(complaint(Inspection.of(List.of(answer(100)), less.standing()), Kind.ANSWER_CHANGED))
                .isEmpty();
    }

    @Test
    void aMemberThatComesAndGoesWhileItIsLearntIsNotMissed() {
        Standing learning = after(1, 100);
        Standing without = Inspection.of(List.of(call(Outcome.PASSED, 100L, SHAPE.subList(0, 1))), learning)
                .standing();
        Standing known = Inspection.of(List.of(answer(100)), without).standing();

        Inspection later = Inspection.of(List.of(call(Outcome.PASSED, 100L, SHAPE.subList(0, 1))), known);

        assertThat(complaint(later, Kind.ANSWER_CHANGED)).isEmpty();
    }

    @Test
    void failuresAreTriedAgainSoonAndThenAsSeldomAsEverything() {
        ProbeRules rules = new ProbeRules(Duration.ofMinutes(15), Duration.ofMinutes(1), 3, true);

        assertThat(rules.pause(1, 0)).isEqualTo(Duration.ofMinutes(1));
        assertThat(rules.pause(3, 0)).isEqualTo(Duration.ofMinutes(4));
        assertThat(rules.pause(60, 0)).isEqualTo(Duration.ofMinutes(15));
        assertThat(rules.pause(0, 0)).isEqualTo(Duration.ofMinutes(12));
        assertThat(rules.pause(0, 1)).isEqualTo(Duration.ofMinutes(18));
    }
}
