package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.event.DomainEvent;
import dev.llmmarketplace.core.event.EventLog;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.SearchIndex.Depth;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** The steps by which an index is kept like its catalogue. For one thread. */
final class CatalogFollower {
    static final String TOPIC = "catalog";
    static final int EVENTS_AT_ONCE = 500;
    /** A quarter of a second's work, so that events need not wait long for their turn. */
    private static final int VECTORS_AT_ONCE = 64;

    private final SearchIndex index;
    private final EventLog events;
    private final CatalogChanges changes;
    private boolean sameLog;

    CatalogFollower(SearchIndex index, CatalogStore catalog, EventLog events) {
        this.index = index;
        this.events = events;
        this.changes = new CatalogChanges(catalog);
    }

    /**
     * True when there is no index to go on with, it has seen events that this log does not have (an older
     * backup), or it has not seen some that were purged.
     */
    boolean mustRebuild() {
        Optional<DomainEvent.Position> position = index.position();
        if (position.isEmpty()) {
            return true;
        }
        if (!sameLog
                && (position.get().compareTo(events.end()) > 0 || position.get().compareTo(events.horizon()) < 0)) {
            return true;
        }
        sameLog = true;
        return false;
    }

    /** Applies the next events; false when there are none. */
    boolean follow() {
        List<DomainEvent> batch = events.read(TOPIC, index.position().orElseThrow(), EVENTS_AT_ONCE);
        if (batch.isEmpty()) {
            return false;
        }
        apply(changes.of(batch), batch.getLast().position(), Depth.WORDS);
        return true;
    }

    /** Makes some of the vectors that lack; false when none does. */
    boolean deepen() {
        List<ServiceId> shallow = index.shallow(VECTORS_AT_ONCE);
        if (shallow.isEmpty()) {
            return false;
        }
        apply(changes.of(new LinkedHashSet<>(shallow)), index.position().orElseThrow(), Depth.MEANING);
        return true;
    }

    private void apply(CatalogChanges.Changed changed, DomainEvent.Position position, Depth depth) {
        index.apply(changed.present(), changed.gone(), position, depth);
    }
}
