package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.SecretVault;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.Farewell;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@link CatalogStore} on PostgreSQL. */
public final class PostgresCatalogStore implements CatalogStore {
    private static final String TOPIC = "catalog";

    private final Database database;
    private final CredentialTable credentials;
    private final InstantSource clock;

    public PostgresCatalogStore(Database database, SecretVault vault, InstantSource clock) {
        this.database = database;
        this.credentials = new CredentialTable(vault);
        this.clock = clock;
    }

    @Override
    public ServiceVersion publish(Publication publication) {
        return database.write(handle -> {
            ServiceManifest manifest = publication.manifest();
            ServiceTable.requireProvider(handle, publication.provider(), manifest.name());
            ServiceId service =
                    ServiceTable.lockOrCreate(handle, publication.provider(), manifest.name(), clock.instant());
            requireGreater(handle, service, manifest);
            requirePriced(publication.initial(), manifest.pricing() != null);
            NewVersion version = NewVersion.of(publication.id(), service, manifest, publication.initial(), false);
            return store(handle, version, publication.credentials());
        });
    }

    @Override
    public void withdraw(VersionId version) {
        database.change(handle -> VersionQueries.find(handle, version).ifPresent(found -> {
            ServiceTable.lock(handle, found.service());
            if (ServiceTable.withdraw(handle, version)) {
                Outbox.append(handle, TOPIC, ServiceEvents.withdrawn(found));
            }
        }));
    }

    @Override
    public List<Imported> importAll(List<JudgedListing> listings) {
        return database.write(handle -> {
            ListingImport batch = ListingImport.begin(handle, listings, clock.instant());
            List<Imported> outcomes = listings.stream().map(batch::take).toList();
            Outbox.appendAll(handle, TOPIC, batch.store(handle));
            AuditTable.enterImport(
                    handle, outcomes.stream().map(Imported::outcome).toList());
            return outcomes;
        });
    }

    @Override
    public ServiceVersion transition(VersionId version, ServiceStatus next, @Nullable String reason) {
        return database.write(handle -> {
            ServiceVersion present = lock(handle, version);
            requireSuccessor(present, next);
            requirePriced(next, present.priceVersion() != null);
            return move(handle, present, next, reason);
        });
    }

    @Override
    public ServiceVersion deprecate(VersionId version, Farewell farewell, @Nullable String reason) {
        return database.write(handle -> {
            ServiceVersion present = lock(handle, version);
            requireSuccessor(present, ServiceStatus.DEPRECATED);
            handle.createUpdate("UPDATE service_version SET sunset_at = :sunset, successor = :successor WHERE id = :id")
                    .bind("id", version.value())
                    .bind("sunset", farewell.sunsetAt())
                    .bind("successor", farewell.successor())
                    .execute();
            return move(handle, present, ServiceStatus.DEPRECATED, reason);
        });
    }

    @Override
    public List<VersionId> findDue(Instant now) {
        return database.read(handle -> handle.createQuery("""
            SELECT id FROM service_version WHERE status IN ('deprecated', 'suspended') AND sunset_at <= :now
            ORDER BY sunset_at LIMIT 100
            """)
                .bind("now", now)
                .mapTo(UUID.class)
                .map(VersionId::new)
                .list());
    }

    /** @throws ProblemException {@code NOT_FOUND} */
    static ServiceVersion lock(Handle handle, VersionId version) {
        ServiceVersion before = VersionQueries.find(handle, version).orElseThrow(() -> unknown("version", version));
        ServiceTable.lock(handle, before.service());
        return VersionQueries.find(handle, version).orElseThrow();
    }

    @Override
    public void storeCredential(ServiceId service, String name, Secret credential) {
        database.change(handle -> {
            if (!ServiceTable.lock(handle, service)) {
                throw unknown("service", service);
            }
            credentials.store(handle, new CredentialTable.Key(service, name), credential, clock.instant());
            Outbox.append(handle, TOPIC, new Outbox.Entry("service.credential_stored", service, Map.of()));
        });
    }

    @Override
    public Map<String, Secret> credentials(ServiceId service) {
        return database.read(handle -> credentials.all(handle, service));
    }

    @Override
    public Optional<ServiceVersion> findVersion(VersionId version) {
        return database.read(handle -> VersionQueries.find(handle, version));
    }

    @Override
    public Optional<String> findOpenApi(VersionId version) {
        return database.read(handle -> OpenApiTable.find(handle, version));
    }

    @Override
    public Optional<ServiceVersion> findCurrent(ServiceId service) {
        return database.read(handle -> VersionQueries.current(handle, service));
    }

    @Override
    public Optional<ServiceVersion> findCurrent(ServiceName name) {
        return database.read(handle -> VersionQueries.current(handle, name));
    }

    @Override
    public List<ServiceVersion> versions(ServiceId service) {
        return database.read(handle -> VersionQueries.all(handle, service));
    }

    @Override
    public Page<ServiceVersion> list(Filter filter, Page.Request page) {
        return database.read(handle -> VersionQueries.page(handle, filter, page));
    }

    @Override
    public List<ServiceVersion> findListed(Collection<ServiceId> services) {
        return database.read(handle -> VersionQueries.listed(handle, services));
    }

    @Override
    public List<ServiceVersion> listedAfter(@Nullable ServiceId after, int limit) {
        return database.read(handle -> VersionQueries.listedAfter(handle, after, limit));
    }

    @Override
    public long countListed() {
        return database.read(VersionQueries::countListed);
    }

    private ServiceVersion store(Handle handle, NewVersion version, Map<String, Secret> given) {
        if (version.status().listed()) {
            ServiceTable.retireImported(handle, version.service(), clock.instant());
        }
        NewVersion.insertAll(handle, List.of(version), clock.instant());
        given.forEach((name, secret) ->
                credentials.store(handle, new CredentialTable.Key(version.service(), name), secret, clock.instant()));
        Outbox.append(handle, TOPIC, ServiceEvents.created(version, "service.published"));
        return VersionQueries.find(handle, version.id()).orElseThrow();
    }

    /** @param version as it is, locked, in a state that {@code next} may follow */
    ServiceVersion move(Handle handle, ServiceVersion version, ServiceStatus next, @Nullable String reason) {
        if (next.listed() && !version.imported()) {
            ServiceTable.retireImported(handle, version.service(), clock.instant());
        }
        handle.createUpdate("""
            UPDATE service_version
            SET status = :next, status_reason = :reason,
                published_at = CASE WHEN :next = 'active' THEN coalesce(published_at, :at) ELSE published_at END,
                deprecated_at = CASE :next WHEN 'deprecated' THEN coalesce(deprecated_at, :at) WHEN 'active' THEN NULL
                                           ELSE deprecated_at END,
                sunset_at = CASE WHEN :next = 'active' THEN NULL ELSE sunset_at END,
                successor = CASE WHEN :next = 'active' THEN NULL ELSE successor END
            WHERE id = :id
            """)
                .bind("id", version.id().value())
                .bind("next", next.wireName())
                .bind("reason", reason)
                .bind("at", clock.instant())
                .execute();
        ServiceVersion moved = VersionQueries.find(handle, version.id()).orElseThrow();
        Outbox.append(handle, TOPIC, ServiceEvents.moved(handle, version, moved, reason));
        if (next.successors().isEmpty()) {
            ListingFindingTable.closeAll(handle, moved, clock.instant());
        }
        return moved;
    }

    private static void requireGreater(Handle handle, ServiceId service, ServiceManifest manifest) {
        ServiceTable.greatestVersion(handle, service)
                .filter(greatest -> manifest.version().compareTo(greatest) <= 0)
                .ifPresent(greatest -> {
                    throw new ProblemException(
                            ErrorCode.CONFLICT,
                            manifest.name() + " has version " + greatest
                                    + " already; a new one must be greater than that.");
                });
    }

    private static void requireSuccessor(ServiceVersion version, ServiceStatus next) {
        if (!version.status().successors().contains(next)) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    "A version that is " + version.status().wireName() + " cannot become " + next.wireName() + ".");
        }
    }

    private static void requirePriced(ServiceStatus status, boolean priced) {
        if (status == ServiceStatus.ACTIVE && !priced) {
            throw new ProblemException(Problem.invalid(
                    "pricing",
                    "given before a version becomes active",
                    "there is none",
                    "Publish a new version with a price book."));
        }
    }

    private static ProblemException unknown(String what, Object id) {
        return new ProblemException(ErrorCode.NOT_FOUND, "There is no " + what + " " + id + ".");
    }
}
