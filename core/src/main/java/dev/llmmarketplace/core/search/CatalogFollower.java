package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.DomainEvent;
import dev.llmmarketplace.core.event.EventLog;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.SearchIndex.Depth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The steps by which an index is brought up to its catalogue. For one thread. */
final class CatalogFollower {
    static final String TOPIC = "catalog";
    private static final long NONE = -1;
    private static final int EVENTS_AT_ONCE = 500;
    /** A quarter of a second's work, so that events need not wait long for their turn. */
    private static final int VECTORS_AT_ONCE = 64;

    private final SearchIndex index;
    private final CatalogStore catalog;
    private final EventLog events;
    private boolean sameLog;
    /** Services that were handed to the index that is being made; negative while none is. */
    private volatile long handed = NONE;

    CatalogFollower(SearchIndex index, CatalogStore catalog, EventLog events) {
        this.index = index;
        this.catalog = catalog;
        this.events = events;
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

    /** Returns how many services the new index holds. */
    long rebuild() {
        DomainEvent.Position position = events.end();
        handed = 0;
        try {
            index.rebuild(this::readAll, position);
        } finally {
            handed = NONE;
        }
        sameLog = true;
        return index.size();
    }

    private void readAll(Consumer<ServiceVersion> reader) {
        AtomicLong count = new AtomicLong();
        catalog.readListed(service -> {
            reader.accept(service);
            handed = count.incrementAndGet();
        });
    }

    /** How many services the index holds that is being made; empty while none is. From any thread. */
    OptionalLong rebuilding() {
        long count = handed;
        return count == NONE ? OptionalLong.empty() : OptionalLong.of(count);
    }

    /** Applies the next events; false when there are none. */
    boolean follow() {
        DomainEvent.Position position = index.position().orElseThrow();
        List<DomainEvent> batch = events.read(TOPIC, position, EVENTS_AT_ONCE);
        if (batch.isEmpty()) {
            return false;
        }
        put(changed(batch), batch.getLast().position(), Depth.WORDS);
        return true;
    }

    /** Makes some of the vectors that lack; false when none does. */
    boolean deepen() {
        List<ServiceId> shallow = index.shallow(VECTORS_AT_ONCE);
        if (shallow.isEmpty()) {
            return false;
        }
        put(new LinkedHashSet<>(shallow), index.position().orElseThrow(), Depth.MEANING);
        return true;
    }

    private void put(Set<ServiceId> services, DomainEvent.Position position, Depth depth) {
        List<ServiceVersion> present = services.isEmpty() ? List.of() : catalog.findListed(services);
        List<ServiceId> gone = new ArrayList<>(services);
        gone.removeAll(present.stream().map(ServiceVersion::service).collect(Collectors.toSet()));
        index.apply(present, gone, position, depth);
    }

    private static Set<ServiceId> changed(List<DomainEvent> batch) {
        return batch.stream()
                .flatMap(event -> service(event).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Empty for an event of another kind: what is no service is not in the index, and must not stop the services. */
    private static Optional<ServiceId> service(DomainEvent event) {
        try {
            return Optional.of(ServiceId.parse(event.key()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
