package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.Bookmark;
import dev.llmmarketplace.core.event.DomainEvent;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.event.EventLog;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Tells the registry how it stands with versions, after whatever happens to them: it follows the outbox, and what cannot be
 * told now is told later, in order. Versions that are still on their way are the pipeline's business. One thread at a time.
 */
public final class RegistrySync {
    private static final String TOPIC = "catalog";
    private static final int EVENTS_AT_ONCE = 100;
    private static final Set<ServiceStatus> TOLD =
            EnumSet.of(ServiceStatus.ACTIVE, ServiceStatus.DEPRECATED, ServiceStatus.SUSPENDED, ServiceStatus.RETIRED);

    private final ServiceRegistry registry;
    private final CircuitBreaker breaker;
    private final CatalogStore catalog;
    private final EventLog events;
    private final Bookmark bookmark;
    private final BiConsumer<ServiceVersion, ProblemException> refused;

    /** What it reads, and where it keeps how far it is. */
    public record Sources(CatalogStore catalog, EventLog events, Bookmark bookmark) {}

    /** @param refused hears of versions that the registry does not want to hear of; they are passed over */
    public RegistrySync(
            ServiceRegistry registry,
            CircuitBreaker breaker,
            Sources sources,
            BiConsumer<ServiceVersion, ProblemException> refused) {
        this.registry = registry;
        this.breaker = breaker;
        this.catalog = sources.catalog();
        this.events = sources.events();
        this.bookmark = sources.bookmark();
        this.refused = refused;
    }

    /**
     * Takes the next events; false when there were none.
     *
     * @throws ProblemException when the registry cannot be asked; the events are still to be taken then
     */
    public boolean run() {
        Position position = bookmark.position()
                .filter(kept -> kept.compareTo(events.end()) <= 0) // else of another server, whose tables were loaded
                .orElseGet(this::begin);
        Position horizon = events.horizon();
        List<DomainEvent> batch =
                events.read(TOPIC, position.compareTo(horizon) < 0 ? horizon : position, EVENTS_AT_ONCE);
        if (batch.isEmpty()) {
            return false;
        }
        batch.stream().map(DomainEvent::key).distinct().map(ServiceId::parse).forEach(this::tell);
        bookmark.advance(batch.getLast().position());
        return true;
    }

    /** What was there before anybody asked for a registry is told when something happens to it. */
    private Position begin() {
        Position end = events.end();
        bookmark.advance(end);
        return end;
    }

    private void tell(ServiceId service) {
        catalog.versions(service).stream()
                .filter(version -> !version.imported() && TOLD.contains(version.status()))
                .forEach(this::tell);
    }

    private void tell(ServiceVersion version) {
        try {
            breaker.call(() -> {
                registry.update(version.id(), version.manifest(), version.status());
                return true;
            });
        } catch (ProblemException e) {
            if (e.problem().code().kind() != ErrorCode.Kind.CALLER) {
                throw e;
            }
            refused.accept(version, e);
        }
    }
}
