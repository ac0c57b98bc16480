package dev.llmmarketplace.core.event;

import java.time.Duration;
import java.util.List;

/** Reads the outbox. Blocking; thread-safe. No committed event is ever skipped, whatever the order of commits. */
public interface EventLog {
    /** Up to {@code limit} events after {@code position}, in order; empty when there are none yet. */
    List<DomainEvent> read(String topic, DomainEvent.Position position, int limit);

    /** Where a reader must start to see all that commits from now on. */
    DomainEvent.Position end();

    /** Events up to here may be gone: a reader who stands before it begins anew. */
    default DomainEvent.Position horizon() {
        return DomainEvent.Position.START;
    }

    /** Returns when something may have been written to {@code topic}, or after {@code timeout}. */
    void await(String topic, Duration timeout) throws InterruptedException;
}
