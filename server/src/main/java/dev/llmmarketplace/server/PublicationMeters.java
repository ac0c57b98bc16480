package dev.llmmarketplace.server;

import static java.util.Objects.requireNonNull;

import dev.llmmarketplace.core.publishing.submission.Phase;
import dev.llmmarketplace.core.publishing.submission.PhaseRecord;
import dev.llmmarketplace.core.publishing.submission.Pipeline;
import dev.llmmarketplace.core.publishing.submission.Submission;
import dev.llmmarketplace.core.publishing.submission.SubmissionSignals;
import dev.llmmarketplace.core.publishing.submission.SubmissionStore.Move;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs what becomes of publications, and wakes who waits for it. All series are there from the start. */
final class PublicationMeters implements Pipeline.Observer {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    private final SubmissionSignals signals;
    private final Map<Phase, Map<PhaseRecord.State, Counter>> phases = new EnumMap<>(Phase.class);
    private final Counter published;

    PublicationMeters(SubmissionSignals signals, MeterRegistry registry) {
        this.signals = signals;
        for (Phase phase : Phase.values()) {
            Map<PhaseRecord.State, Counter> states = new EnumMap<>(PhaseRecord.State.class);
            for (PhaseRecord.State state : PhaseRecord.State.values()) {
                states.put(
                        state,
                        Counter.builder("marketplace.publications.phases")
                                .description("Attempts at the phases of publications, by how they ended")
                                .tags("phase", phase.wireName(), "outcome", state.wireName())
                                .register(registry));
            }
            phases.put(phase, states);
        }
        this.published = Counter.builder("marketplace.publications.published")
                .description("Publications that passed all phases")
                .register(registry);
    }

    /** One has passed all phases. */
    void published() {
        published.increment();
    }

    @Override
    public void moved(Move move) {
        signals.changed();
        PhaseRecord ended = move.record();
        requireNonNull(requireNonNull(phases.get(ended.phase())).get(ended.state()))
                .increment();
    }

    @Override
    public void failed(Submission submission, RuntimeException error) {
        LOG.warn(
                "Submission {} failed in phase {}",
                submission.id(),
                submission.state().phase().wireName(),
                error);
    }
}
