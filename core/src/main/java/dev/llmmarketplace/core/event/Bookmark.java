package dev.llmmarketplace.core.event;

import java.util.Optional;

/** How far somebody is who follows the outbox and has no state of his own. Blocking; thread-safe. */
public interface Bookmark {
    /** Empty before the first {@link #advance}. */
    Optional<DomainEvent.Position> position();

    void advance(DomainEvent.Position position);
}
