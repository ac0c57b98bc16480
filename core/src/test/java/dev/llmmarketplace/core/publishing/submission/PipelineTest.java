package dev.llmmarketplace.core.publishing.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.Compliance;
import dev.llmmarketplace.core.catalog.ComplianceLevel;
import dev.llmmarketplace.core.catalog.Limits;
import dev.llmmarketplace.core.catalog.SemanticVersion;
import dev.llmmarketplace.core.catalog.ServiceLevel;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.SupportLevel;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.SubmissionId;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.publishing.submission.Step.Outcome;
import dev.llmmarketplace.core.publishing.submission.SubmissionState.Dead;
import dev.llmmarketplace.core.publishing.submission.SubmissionState.Ended;
import dev.llmmarketplace.core.publishing.submission.SubmissionState.Failed;
import dev.llmmarketplace.core.publishing.submission.SubmissionState.Published;
import dev.llmmarketplace.core.publishing.submission.SubmissionState.Running;
import dev.llmmarketplace.core.publishing.submission.SubmissionStore.Move;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a submission whose phases succeed, fail and refuse, and whose process dies. */
final class PipelineTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final List<Phase> undone = new ArrayList<>();
    private final Map<Phase, Step> steps = new EnumMap<>(Phase.class);
    private final Submission first = new Submission(
            SubmissionId.next(),
            VersionId.next(),
            manifest(),
            new Submission.By(new UserId(java.util.UUID.randomUUID()), OrganisationId.next(), "request", "address"),
            false,
            new Running(Phase.AUTHORISE, 0, now),
            0,
            now,
            now);
    private final MemorySubmissions store = new MemorySubmissions(first);

    PipelineTest() {
        for (Phase phase : Phase.values()) {
            steps.put(phase, step(phase, submission -> new Outcome.Done(List.of("done"))));
        }
    }

    private static ServiceManifest manifest() {
        return new ServiceManifest(
                new ServiceName("acme", "chat"),
                new SemanticVersion(1, 0, 0),
                "A service",
                "A service for a test.",
                Category.TEXT_GENERATION,
                new TreeSet<>(),
                null,
                List.of(),
                new ServiceManifest.Modalities(new TreeSet<>(), new TreeSet<>()),
                List.of(),
                null,
                new ServiceLevel(
                        BigDecimal.valueOf(99), Duration.ofSeconds(30), SupportLevel.BASIC, Duration.ofSeconds(30)),
                new Compliance(ComplianceLevel.PUBLIC, new TreeSet<>(), new TreeSet<>(), false, false, null),
                new Limits(0, 0),
                new TreeSet<>(),
                ServiceManifest.Documents.NONE,
                null);
    }

    private Step step(Phase phase, Step run) {
        return new Step() {
            @Override
            public Outcome run(Submission submission) {
                return run.run(submission);
            }

            @Override
            public void undo(Submission submission) {
                undone.add(phase);
            }
        };
    }

    private Next advance() {
        Pipeline.Observer silent = new Pipeline.Observer() {
            @Override
            public void moved(Move move) {}

            @Override
            public void failed(Submission submission, RuntimeException error) {}
        };
        return new Pipeline(store, steps, silent, () -> now).advance(first.id());
    }

    /** Until it has ended, each time as soon as it may be; answers the pauses in between. */
    private List<Duration> toItsEnd() {
        List<Duration> pauses = new ArrayList<>();
        while (advance() instanceof Next.At(Instant time)) {
            pauses.add(Duration.between(now, time));
            now = time;
        }
        assertThat(store.present().state()).isInstanceOf(Ended.class);
        return pauses;
    }

    private static ProblemException away() {
        return new ProblemException(ErrorCode.UPSTREAM_FAILED, "The registry does not answer.");
    }

    @Test
    void allPhasesInOrderEndInThePublication() {
        assertThat(toItsEnd()).isEmpty();

        assertThat(store.present().state()).isInstanceOf(Published.class);
        assertThat(store.moves()).extracting(move -> move.record().phase()).containsExactly(Phase.values());
        assertThat(store.moves())
                .extracting(Move::event)
                .filteredOn(event -> event != null)
                .containsExactly("submission.published");
    }

    @Test
    void aPartnerThatStaysAwayIsAskedFiveTimesThenAllIsTakenBackInReverse() {
        steps.put(Phase.REGISTRY, step(Phase.REGISTRY, submission -> {
            throw away();
        }));

        assertThat(toItsEnd())
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(store.present().state()).isInstanceOf(Dead.class);
        assertThat(undone).containsExactly(Phase.REGISTRY, Phase.POLICY, Phase.VALIDATE, Phase.AUTHORISE);
    }

    @Test
    void aPartnerThatComesBackIsAllThatItTakes() {
        List<Instant> asked = new ArrayList<>();
        steps.put(Phase.REGISTRY, step(Phase.REGISTRY, submission -> {
            asked.add(now);
            if (asked.size() < 4) {
                throw away();
            }
            return new Outcome.Done(List.of("registered"));
        }));

        assertThat(toItsEnd()).hasSize(3);
        assertThat(store.present().state()).isInstanceOf(Published.class);
    }

    @Test
    void whatABreakerRefusesIsNoAttempt() {
        List<Instant> asked = new ArrayList<>();
        CircuitBreaker breaker = new CircuitBreaker("the registry", () -> now);
        for (int failure = 0; failure < 5; failure++) {
            assertThatThrownBy(() -> breaker.call(() -> {
                        throw away();
                    }))
                    .isInstanceOf(ProblemException.class);
        }
        steps.put(
                Phase.REGISTRY,
                step(
                        Phase.REGISTRY,
                        submission -> breaker.call(() -> {
                            asked.add(now);
                            return new Outcome.Done(List.of("registered"));
                        })));

        assertThat(toItsEnd()).containsExactly(Duration.ofSeconds(30));
        assertThat(asked).hasSize(1);
        assertThat(store.present().state()).isInstanceOf(Published.class);
    }

    @Test
    void aRefusalIsFinalAtOnceAndTakenBack() {
        steps.put(Phase.TEST, step(Phase.TEST, submission -> {
            throw new ProblemException(ErrorCode.VALIDATION_FAILED, "It does not answer.");
        }));

        assertThat(toItsEnd()).isEmpty();
        assertThat(store.present().state())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.phase()).isEqualTo(Phase.TEST));
        assertThat(undone).startsWith(Phase.TEST, Phase.RECORD, Phase.REGISTRY);
    }

    @Test
    void afterActivationNothingIsTakenBack() {
        List<Instant> asked = new ArrayList<>();
        steps.put(Phase.INDEX, step(Phase.INDEX, submission -> {
            asked.add(now);
            if (asked.size() < 20) {
                throw new ProblemException(ErrorCode.CONFLICT, "Not yet.");
            }
            return new Outcome.Done(List.of("found"));
        }));

        assertThat(toItsEnd()).hasSize(19).last().isEqualTo(Duration.ofMinutes(5));
        assertThat(undone).isEmpty();
        assertThat(store.present().state()).isInstanceOf(Published.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void whoeverGoesOnAfterADeathBeginsWithThePhaseThatWasNotStored(int stored) {
        store.dieAfter(stored);
        assertThatThrownBy(this::advance).isInstanceOf(MemorySubmissions.Death.class);

        assertThat(toItsEnd()).isEmpty();
        assertThat(store.present().state()).isInstanceOf(Published.class);
        assertThat(store.moves()).extracting(move -> move.record().phase()).containsExactly(Phase.values());
    }

    @Test
    void aDeathWhileAllIsTakenBackIsMadeUpForToo() {
        steps.put(Phase.RECORD, step(Phase.RECORD, submission -> {
            throw new ProblemException(ErrorCode.CONFLICT, "There is a greater version.");
        }));
        store.dieAfter(5);
        assertThatThrownBy(this::advance).isInstanceOf(MemorySubmissions.Death.class);

        assertThat(toItsEnd()).isEmpty();
        assertThat(store.present().state()).isInstanceOf(Failed.class);
        assertThat(undone).startsWith(Phase.RECORD).endsWith(Phase.AUTHORISE);
    }
}
