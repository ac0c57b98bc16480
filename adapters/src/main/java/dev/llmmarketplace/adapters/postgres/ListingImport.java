package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.CatalogStore.ImportOutcome;
import dev.llmmarketplace.core.catalog.CatalogStore.Imported;
import dev.llmmarketplace.core.catalog.ListingChange;
import dev.llmmarketplace.core.catalog.SemanticVersion;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * One batch of listings: what is there is read at once, each listing is decided in memory, and what is new is written at
 * once. The services' rows are locked all the while.
 */
final class ListingImport {
    private static final SemanticVersion FIRST = new SemanticVersion(1, 0, 0);

    private final Map<ServiceName, ListedService> services;
    private final Instant at;
    private final List<NewVersion> versions = new ArrayList<>();
    private final Map<ServiceId, ServiceManifest> stated = new HashMap<>();
    private final List<UUID> superseded = new ArrayList<>();

    private ListingImport(Map<ServiceName, ListedService> services, Instant at) {
        this.services = services;
        this.at = at;
    }

    static ListingImport begin(Handle handle, List<ServiceManifest> listings, Instant at) {
        List<ServiceName> names =
                listings.stream().map(ServiceManifest::name).distinct().sorted().toList();
        return new ListingImport(ListedService.lockOrCreate(handle, names, at), at);
    }

    Imported take(ServiceManifest listing) {
        ListedService service = services.get(listing.name());
        if (service == null) {
            throw new IllegalStateException("every listing's service was locked at the beginning");
        }
        stated.put(service.id(), listing);
        if (service.providersOwn()) {
            return Imported.of(ImportOutcome.KEPT_PROVIDERS_OWN);
        }
        ListedService.Version latest = service.latest();
        if (latest == null) {
            add(service.id(), listing, FIRST, initial(listing));
            return Imported.of(ImportOutcome.CREATED);
        }
        if (ComparedManifest.equal(latest.manifest(), listing)) {
            return Imported.of(ImportOutcome.UNCHANGED);
        }
        superseded.add(latest.id().value());
        SemanticVersion number = latest.manifest().version();
        add(
                service.id(),
                listing,
                new SemanticVersion(number.major(), number.minor(), number.patch() + 1),
                following(latest.status(), listing));
        return new Imported(ImportOutcome.UPDATED, ListingChange.between(latest.manifest(), listing));
    }

    /** Writes what was decided and answers what the world is told of it. */
    List<Outbox.Entry> store(Handle handle) {
        NewVersion.insertAll(handle, versions, at);
        SourceStatementTable.keep(handle, stated, at);
        handle.createUpdate("""
            UPDATE service_version SET status = 'retired', status_reason = 'Replaced by a later import'
            WHERE id = ANY (:ids) AND status IN ('active', 'deprecated', 'pending_approval')
            """).bindArray("ids", UUID.class, superseded).execute();
        return versions.stream()
                .map(version -> ServiceEvents.created(version, "service.imported"))
                .toList();
    }

    private void add(ServiceId service, ServiceManifest listing, SemanticVersion number, ServiceStatus status) {
        NewVersion version = NewVersion.of(service, ComparedManifest.numbered(listing, number), status, true);
        versions.add(version);
        services.put(listing.name(), ListedService.of(version));
    }

    private static ServiceStatus initial(ServiceManifest listing) {
        return listing.pricing() == null ? ServiceStatus.PENDING_APPROVAL : ServiceStatus.ACTIVE;
    }

    /** What an administrator has taken from the catalogue does not come back by an import. */
    private static ServiceStatus following(ServiceStatus latest, ServiceManifest listing) {
        return switch (latest) {
            case PENDING_APPROVAL, ACTIVE, DEPRECATED -> initial(listing);
            case FAILED_VALIDATION, REJECTED, SUSPENDED, RETIRED -> latest;
        };
    }
}
