package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.OrganisationId;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Who is behind a service. An organisation keeps its name, so what has been looked up once is kept. Thread-safe. */
public final class Providers {
    private static final int MAX_KEPT = 20_000;

    private final AccessStore access;
    private final Map<OrganisationId, String> names = new ConcurrentHashMap<>();

    public Providers(AccessStore access) {
        this.access = access;
    }

    /** A provider on the wire. */
    public record ProviderBody(UUID id, String slug, String name) {}

    public ProviderBody of(ServiceVersion version) {
        String slug = version.manifest().name().provider();
        return new ProviderBody(version.provider().value(), slug, name(version.provider(), slug));
    }

    private String name(OrganisationId id, String slug) {
        String known = names.get(id);
        if (known != null) {
            return known;
        }
        String name = access.findOrganisation(id).map(Organisation::name).orElse(slug);
        if (names.size() < MAX_KEPT) {
            names.put(id, name);
        }
        return name;
    }
}
