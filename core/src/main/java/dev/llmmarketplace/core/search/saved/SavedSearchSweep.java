package dev.llmmarketplace.core.search.saved;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.event.DomainEvent;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.event.EventLog;
import dev.llmmarketplace.core.governance.Clearance;
import dev.llmmarketplace.core.governance.VerdictBook;
import dev.llmmarketplace.core.kernel.NotificationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.notification.NoticeKind;
import dev.llmmarketplace.core.notification.Notification;
import dev.llmmarketplace.core.search.SearchIndex;
import dev.llmmarketplace.core.search.SearchQuery;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Asks saved searches again when the catalogue has changed, and tells their owners what answers one that did not before: a
 * new service, or one that has come to fit, for example by a lower price. It follows the outbox as far as the index is.
 */
public final class SavedSearchSweep {
    private static final String TOPIC = "catalog";
    private static final int EVENTS_AT_ONCE = 1_000;

    private final SavedSearchStore store;
    private final SearchIndex index;
    private final CatalogStore catalog;
    private final EventLog events;
    private final Function<SavedSearch, SearchQuery> reader;
    private final VerdictBook verdicts;
    private final InstantSource clock;

    /** What a sweep reads. */
    public record Sources(SavedSearchStore store, SearchIndex index, CatalogStore catalog, EventLog events) {}

    /**
     * @param reader of the kept questions
     * @param verdicts nobody is told of what policies deny his organisation
     */
    public SavedSearchSweep(
            Sources sources, Function<SavedSearch, SearchQuery> reader, VerdictBook verdicts, InstantSource clock) {
        this.store = sources.store();
        this.index = sources.index();
        this.catalog = sources.catalog();
        this.events = sources.events();
        this.reader = reader;
        this.verdicts = verdicts;
        this.clock = clock;
    }

    /** Takes the next events; false when there were none that the index has already. */
    public boolean run() {
        Optional<Position> indexed = index.position();
        Optional<Position> told = store.position();
        if (indexed.isEmpty()) {
            return false;
        }
        if (told.isEmpty() || told.get().compareTo(events.horizon()) < 0) {
            store.advance(indexed.get());
            return false;
        }
        List<DomainEvent> batch = events.read(TOPIC, told.get(), EVENTS_AT_ONCE).stream()
                .filter(event -> event.position().compareTo(indexed.get()) <= 0)
                .toList();
        if (batch.isEmpty()) {
            return false;
        }
        Map<ServiceId, ServiceVersion> changed = listed(batch);
        if (!changed.isEmpty()) {
            store.readAll(search -> ask(search, changed));
        }
        store.advance(batch.getLast().position());
        return true;
    }

    private Map<ServiceId, ServiceVersion> listed(List<DomainEvent> batch) {
        Set<ServiceId> services =
                batch.stream().map(event -> ServiceId.parse(event.key())).collect(Collectors.toSet());
        return catalog.findListed(services).stream()
                .collect(Collectors.toMap(ServiceVersion::service, Function.identity()));
    }

    private void ask(SavedSearch search, Map<ServiceId, ServiceVersion> changed) {
        Viewer viewer = Viewer.of(search.slug());
        Clearance clearance = new Clearance(verdicts, search.owner().organisation(), false, clock.millis());
        Set<ServiceId> answers = new HashSet<>(Answers.of(index, reader.apply(search), viewer));
        answers.retainAll(changed.keySet());
        Map<ServiceId, Notification> notifications = new HashMap<>();
        for (ServiceId service : answers) {
            ServiceVersion listed = changed.get(service);
            if (listed != null && viewer.sees(listed) && clearance.admits(listed)) {
                notifications.put(service, notification(search, listed));
            }
        }
        if (!notifications.isEmpty()) {
            store.tell(search.id(), notifications);
        }
    }

    private Notification notification(SavedSearch search, ServiceVersion listed) {
        return new Notification(
                NotificationId.next(),
                search.owner().organisation(),
                search.owner().user(),
                NoticeKind.SAVED_SEARCH,
                listed.manifest().name() + " answers your search '" + search.name() + "'.",
                null,
                listed.service(),
                clock.instant(),
                null);
    }
}
