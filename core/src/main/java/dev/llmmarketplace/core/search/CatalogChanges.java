package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.DomainEvent;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What has become of services that something happened to, as the catalogue has them now. */
final class CatalogChanges {
    private final CatalogStore catalog;

    CatalogChanges(CatalogStore catalog) {
        this.catalog = catalog;
    }

    /**
     * @param present those that are listed
     * @param gone those that are not, or not any more
     */
    record Changed(List<ServiceVersion> present, List<ServiceId> gone) {}

    Changed of(List<DomainEvent> events) {
        return of(events.stream()
                .flatMap(event -> service(event).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    Changed of(Set<ServiceId> services) {
        List<ServiceVersion> present = services.isEmpty() ? List.of() : catalog.findListed(services);
        List<ServiceId> gone = new ArrayList<>(services);
        gone.removeAll(present.stream().map(ServiceVersion::service).collect(Collectors.toSet()));
        return new Changed(present, gone);
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
