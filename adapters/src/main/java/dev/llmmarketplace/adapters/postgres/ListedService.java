package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.Ids;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A service as an import finds it.
 *
 * @param providersOwn true when its provider has published a version of it
 * @param latest its highest version, whatever its status; null when it is new
 */
record ListedService(
        ServiceId id, boolean providersOwn, @Nullable Version latest) {

    /** @param byPolicy true when policies have suspended it */
    record Version(VersionId id, ServiceManifest manifest, ServiceStatus status, boolean byPolicy) {}

    static ListedService of(NewVersion version, boolean byPolicy) {
        return new ListedService(
                version.service(), false, new Version(version.id(), version.manifest(), version.status(), byPolicy));
    }

    /** Makes what is missing, providers too, and locks the services in the order of {@code names}. */
    static Map<ServiceName, ListedService> lockOrCreate(Handle handle, List<ServiceName> names, Instant at) {
        createProviders(
                handle, names.stream().map(ServiceName::provider).distinct().toList(), at);
        create(handle, names, at);
        Map<ServiceName, ListedService> services = new HashMap<>();
        lock(handle, names).forEach((name, id) -> services.put(name, new ListedService(id, false, null)));
        List<ServiceVersion> highest = VersionQueries.highest(
                handle, services.values().stream().map(ListedService::id).toList());
        Set<UUID> byPolicy = suspendedByPolicy(handle, highest);
        highest.forEach(version -> services.put(version.manifest().name(), existing(version, byPolicy)));
        return services;
    }

    private static Set<UUID> suspendedByPolicy(Handle handle, List<ServiceVersion> versions) {
        List<UUID> suspended = versions.stream()
                .filter(version -> version.status() == ServiceStatus.SUSPENDED)
                .map(version -> version.id().value())
                .toList();
        return suspended.isEmpty()
                ? Set.of()
                : handle.createQuery("SELECT version FROM policy_suspension WHERE version = ANY (:versions)")
                        .bindArray("versions", UUID.class, suspended)
                        .mapTo(UUID.class)
                        .set();
    }

    /** A listing never outlives its provider's own version, so the highest tells whose the service is. */
    private static ListedService existing(ServiceVersion version, Set<UUID> byPolicy) {
        return new ListedService(
                version.service(),
                !version.imported(),
                new Version(
                        version.id(),
                        version.manifest(),
                        version.status(),
                        byPolicy.contains(version.id().value())));
    }

    private static void createProviders(Handle handle, List<String> slugs, Instant at) {
        handle.createUpdate("""
                        INSERT INTO organisation (id, slug, name, provider, consumer, imported, suspended, created_at)
                        SELECT id, slug, slug, true, false, true, false, :at
                        FROM unnest(:ids, :slugs) AS given (id, slug)
                        ON CONFLICT (slug) DO NOTHING
                        """)
                .bindArray("ids", UUID.class, fresh(slugs.size()))
                .bindArray("slugs", String.class, slugs)
                .bind("at", at)
                .execute();
    }

    private static void create(Handle handle, List<ServiceName> names, Instant at) {
        handle.createUpdate("""
                        INSERT INTO service (id, provider, name, created_at)
                        SELECT given.id, o.id, given.name, :at
                        FROM unnest(:ids, :names) AS given (id, name)
                        JOIN organisation o ON o.slug = split_part(given.name, '/', 1)
                        ORDER BY given.name
                        ON CONFLICT (name) DO NOTHING
                        """)
                .bindArray("ids", UUID.class, fresh(names.size()))
                .bindArray("names", String.class, texts(names))
                .bind("at", at)
                .execute();
    }

    private static Map<ServiceName, ServiceId> lock(Handle handle, List<ServiceName> names) {
        Map<ServiceName, ServiceId> locked = new HashMap<>();
        handle.createQuery("SELECT id, name FROM service WHERE name = ANY (:names) ORDER BY name FOR UPDATE")
                .bindArray("names", String.class, texts(names))
                .map((row, context) ->
                        Map.entry(ServiceName.parse(row.getString("name")), new ServiceId(Columns.uuid(row, "id"))))
                .forEach(entry -> locked.put(entry.getKey(), entry.getValue()));
        return locked;
    }

    private static List<UUID> fresh(int count) {
        return Stream.generate(Ids::next).limit(count).toList();
    }

    private static List<String> texts(List<ServiceName> names) {
        return names.stream().map(ServiceName::toString).toList();
    }
}
