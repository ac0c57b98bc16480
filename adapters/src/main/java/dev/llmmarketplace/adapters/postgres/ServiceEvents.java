package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.ListingChange;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.EventType;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.publishing.revision.RevisedListing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is told of services and their versions: of listed ones to everybody who sees the listing, else to the provider. */
final class ServiceEvents {
    private ServiceEvents() {}

    /** A version that was just written. */
    static Outbox.Entry created(NewVersion version, String type) {
        boolean listed = version.status().listed();
        Map<String, String> payload = Map.of(
                "version", version.id().toString(),
                "number", version.manifest().version().toString(),
                "status", version.status().wireName());
        Outbox.Told told = new Outbox.Told(
                listed ? EventType.SERVICE_ACTIVATED : EventType.VERSION_CREATED,
                version.manifest().name().toString(),
                Outbox.Owner.providerOf(version.service()),
                listed ? audience(version.manifest()) : List.of(),
                data(version.id(), version.service(), version.manifest(), version.status()),
                Map.of());
        return new Outbox.Entry(type, version.service(), payload, told);
    }

    /** A version that has come from one status to another, in this transaction. */
    static Outbox.Entry moved(Handle handle, ServiceVersion before, ServiceVersion after, @Nullable String reason) {
        Map<String, Object> data = data(after);
        data.put("previousStatus", before.status().wireName());
        if (after.status() == ServiceStatus.DEPRECATED) {
            put(data, "sunsetAt", after.farewell().sunsetAt());
            put(data, "successor", after.farewell().successor());
        }
        boolean seen = before.status().listed() || after.status().listed();
        Outbox.Told told = new Outbox.Told(
                type(before.status(), after.status()),
                after.manifest().name().toString(),
                Outbox.Owner.of(after.provider()),
                seen ? audience(handle, after) : List.of(),
                data,
                reason == null ? Map.of() : Map.of("reason", reason));
        return new Outbox.Entry("service.moved", after.service(), payload(after), told);
    }

    /** A listing that says something in other words, in this transaction. */
    static Outbox.Entry revised(Handle handle, RevisedListing after, List<ListingChange> changes) {
        ServiceVersion version = after.version();
        Map<String, Object> data = data(version);
        data.put("revision", after.revision());
        data.put("fields", changes.stream().map(ListingChange::field).toList());
        Outbox.Told told = new Outbox.Told(
                EventType.SERVICE_REVISED,
                version.manifest().name().toString(),
                Outbox.Owner.of(version.provider()),
                version.status().listed() ? audience(handle, version) : List.of(),
                data,
                Map.of());
        return new Outbox.Entry("service.revised", version.service(), payload(version), told);
    }

    private static Map<String, String> payload(ServiceVersion version) {
        return Map.of(
                "version", version.id().toString(),
                "number", version.manifest().version().toString(),
                "status", version.status().wireName());
    }

    static Outbox.Entry withdrawn(ServiceVersion version) {
        Map<String, String> payload = Map.of(
                "version", version.id().toString(),
                "number", version.manifest().version().toString());
        Outbox.Told told = Outbox.Told.own(
                EventType.VERSION_WITHDRAWN, version.manifest().name().toString(), version.provider(), data(version));
        return new Outbox.Entry("service.withdrawn", version.service(), payload, told);
    }

    private static EventType type(ServiceStatus before, ServiceStatus after) {
        return switch (after) {
            case ACTIVE ->
                before == ServiceStatus.SUSPENDED ? EventType.SERVICE_REINSTATED : EventType.SERVICE_ACTIVATED;
            case DEPRECATED ->
                before == ServiceStatus.SUSPENDED ? EventType.SERVICE_REINSTATED : EventType.SERVICE_DEPRECATED;
            case SUSPENDED -> EventType.SERVICE_SUSPENDED;
            case RETIRED -> EventType.SERVICE_RETIRED;
            case PENDING_APPROVAL, FAILED_VALIDATION, REJECTED -> EventType.VERSION_MOVED;
        };
    }

    private static Map<String, Object> data(ServiceVersion version) {
        return data(version.id(), version.service(), version.manifest(), version.status());
    }

    private static Map<String, Object> data(
            VersionId id, ServiceId service, ServiceManifest manifest, ServiceStatus status) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("service", manifest.name().toString());
        data.put("serviceId", service.toString());
        data.put("version", manifest.version().toString());
        data.put("versionId", id.toString());
        data.put("title", manifest.title());
        data.put("category", manifest.category().wireName());
        data.put("status", status.wireName());
        return data;
    }

    private static void put(Map<String, Object> data, String key, @Nullable Object value) {
        if (value != null) {
            data.put(key, value instanceof Instant time ? time.toString() : value);
        }
    }

    /** Who sees the version as well as the service's listing: what the listed version says holds for all of them. */
    private static List<String> audience(Handle handle, ServiceVersion version) {
        Optional<ServiceManifest> listed = VersionQueries.listed(handle, Set.of(version.service())).stream()
                .map(ServiceVersion::manifest)
                .findFirst();
        List<String> own = audience(version.manifest());
        if (listed.isEmpty()) {
            return own;
        }
        List<String> listing = audience(listed.get());
        if (own.contains(Outbox.EVERYBODY)) {
            return listing;
        }
        if (listing.contains(Outbox.EVERYBODY)) {
            return own;
        }
        List<String> both = new ArrayList<>(own);
        both.retainAll(listing);
        return both;
    }

    private static List<String> audience(ServiceManifest manifest) {
        return manifest.audience().everybody()
                ? List.of(Outbox.EVERYBODY)
                : List.copyOf(manifest.audience().members(manifest.name().provider()));
    }
}
