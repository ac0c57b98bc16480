package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.event.DomainEvent;
import dev.llmmarketplace.core.event.EventLog;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.search.SearchIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Waits until the index, which follows the catalogue's events by itself, has taken in all that was there before. */
public final class IndexStep implements Step {
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final SearchIndex index;
    private final EventLog events;

    public IndexStep(SearchIndex index, EventLog events) {
        this.index = index;
        this.events = events;
    }

    @Override
    public Outcome run(Submission submission) {
        if (!caughtUp(submission.changedAt())) {
            throw new ProblemException(
                    Problem.passing(ErrorCode.UNAVAILABLE, "The search index has not come so far yet.", PAUSE));
        }
        return new Outcome.Done("Searches find it.");
    }

    private boolean caughtUp(Instant activation) {
        DomainEvent.Position position = index.position().orElse(DomainEvent.Position.START);
        List<DomainEvent> next = events.read("catalog", position, 1);
        return next.isEmpty() || next.getFirst().at().isAfter(activation.plusSeconds(1));
    }
}
