package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.CatalogStore.ImportOutcome;
import dev.llmmarketplace.core.catalog.CatalogStore.Imported;
import dev.llmmarketplace.core.catalog.CatalogStore.JudgedListing;
import dev.llmmarketplace.core.catalog.ListingChange;
import dev.llmmarketplace.core.catalog.ListingJudgement;
import dev.llmmarketplace.core.catalog.SemanticVersion;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * One batch of listings: what is there is read at once, each listing is decided in memory, and what is new is written at
 * once. The services' rows are locked all the while.
 */
final class ListingImport {
    private static final SemanticVersion FIRST = new SemanticVersion(1, 0, 0);

    private final Map<ServiceName, ListedService> services;
    private final Instant at;
    private final List<Taken> taken = new ArrayList<>();
    private final Map<ServiceId, ServiceManifest> stated = new HashMap<>();
    private final List<UUID> superseded = new ArrayList<>();

    /** @param byPolicy whether policies have suspended it */
    private record Taken(NewVersion version, ListingJudgement judgement, boolean byPolicy) {}

    private ListingImport(Map<ServiceName, ListedService> services, Instant at) {
        this.services = services;
        this.at = at;
    }

    static ListingImport begin(Handle handle, List<JudgedListing> listings, Instant at) {
        List<ServiceName> names = listings.stream()
                .map(listing -> listing.manifest().name())
                .distinct()
                .sorted()
                .toList();
        return new ListingImport(ListedService.lockOrCreate(handle, names, at), at);
    }

    Imported take(JudgedListing listing) {
        ServiceManifest manifest = listing.manifest();
        ListedService service = services.get(manifest.name());
        if (service == null) {
            throw new IllegalStateException("every listing's service was locked at the beginning");
        }
        stated.put(service.id(), manifest);
        if (service.providersOwn()) {
            return Imported.of(ImportOutcome.KEPT_PROVIDERS_OWN);
        }
        ListedService.Version latest = service.latest();
        if (latest == null) {
            return Imported.of(add(service.id(), listing, FIRST, initial(listing), ImportOutcome.CREATED));
        }
        if (ComparedManifest.equal(latest.manifest(), manifest)) {
            return Imported.of(ImportOutcome.UNCHANGED);
        }
        superseded.add(latest.id().value());
        SemanticVersion number = latest.manifest().version();
        ImportOutcome outcome = add(
                service.id(),
                listing,
                new SemanticVersion(number.major(), number.minor(), number.patch() + 1),
                following(latest, listing),
                ImportOutcome.UPDATED);
        return new Imported(outcome, ListingChange.between(latest.manifest(), manifest));
    }

    /** Writes what was decided and answers what the world is told of it. */
    List<Outbox.Entry> store(Handle handle) {
        List<NewVersion> versions = taken.stream().map(Taken::version).toList();
        NewVersion.insertAll(handle, versions, at);
        SourceStatementTable.keep(handle, stated, at);
        noteJudgements(handle);
        handle.createUpdate("""
            UPDATE service_version SET status = 'retired', status_reason = 'Replaced by a later import'
            WHERE id = ANY (:ids)
              AND (status IN ('active', 'deprecated', 'pending_approval')
                   OR status = 'suspended' AND id IN (SELECT version FROM policy_suspension))
            """).bindArray("ids", UUID.class, superseded).execute();
        JudgementTable.forget(handle, superseded, at);
        return versions.stream()
                .map(version -> ServiceEvents.created(version, "service.imported"))
                .toList();
    }

    private void noteJudgements(Handle handle) {
        PreparedBatch suspensions = handle.prepareBatch("""
            WITH suspended AS (UPDATE service_version SET status_reason = :reason WHERE id = :version RETURNING id)
            INSERT INTO policy_suspension (version, findings, at)
            SELECT id, CAST(:findings AS jsonb), :at FROM suspended
            """);
        Map<String, List<JudgementTable.Row>> rows = new HashMap<>();
        for (Taken one : taken) {
            ListingJudgement judgement = one.judgement();
            VersionId version = one.version().id();
            if (one.byPolicy()) {
                suspensions
                        .bind("version", version.value())
                        .bind("reason", judgement.reason())
                        .bind("findings", CatalogJson.write(judgement.blocking()))
                        .bind("at", at)
                        .add();
            }
            if (!judgement.equals(ListingJudgement.NONE)) { // somebody was asked
                rows.computeIfAbsent(judgement.basis(), _ -> new ArrayList<>())
                        .add(new JudgementTable.Row(one.version().service(), version, judgement.warning()));
            }
        }
        suspensions.execute();
        rows.forEach((basis, judged) -> JudgementTable.note(handle, judged, basis, at));
    }

    private ImportOutcome add(
            ServiceId service, JudgedListing listing, SemanticVersion number, Place place, ImportOutcome outcome) {
        NewVersion version =
                NewVersion.of(service, ComparedManifest.numbered(listing.manifest(), number), place.status(), true);
        taken.add(new Taken(version, listing.judgement(), place.byPolicy()));
        services.put(listing.manifest().name(), ListedService.of(version, place.byPolicy()));
        return place.byPolicy() ? ImportOutcome.BLOCKED : outcome;
    }

    /** Where a new version stands. */
    private record Place(ServiceStatus status, boolean byPolicy) {}

    /** Without a price nothing is listed, whatever policies say. */
    private static Place initial(JudgedListing listing) {
        if (listing.manifest().pricing() == null) {
            return new Place(ServiceStatus.PENDING_APPROVAL, false);
        }
        if (listing.judgement().blocks()) {
            return new Place(ServiceStatus.SUSPENDED, true);
        }
        return new Place(
                listing.judgement().asking().isEmpty() ? ServiceStatus.ACTIVE : ServiceStatus.PENDING_APPROVAL, false);
    }

    /** What an administrator has taken from the catalogue does not come back by an import. */
    private static Place following(ListedService.Version latest, JudgedListing listing) {
        return switch (latest.status()) {
            case PENDING_APPROVAL, ACTIVE, DEPRECATED -> initial(listing);
            case SUSPENDED -> latest.byPolicy() ? initial(listing) : new Place(latest.status(), false);
            case FAILED_VALIDATION, REJECTED, RETIRED -> new Place(latest.status(), false);
        };
    }
}
