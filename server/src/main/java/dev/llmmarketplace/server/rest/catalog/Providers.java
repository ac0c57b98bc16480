package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.catalog.ManifestSignature;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.publishing.signature.PublisherKeyStore;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who is behind a service. An organisation keeps its name, so what has been looked up once is kept. Thread-safe. */
public final class Providers {
    private static final int MAX_KEPT = 20_000;

    private final AccessStore access;
    private final PublisherKeyStore keys;
    private final Map<OrganisationId, ProviderBody> known = new ConcurrentHashMap<>();

    public Providers(AccessStore access, PublisherKeyStore keys) {
        this.access = access;
        this.keys = keys;
    }

    /** A provider on the wire. */
    public record ProviderBody(UUID id, String slug, String name) {}

    /** Not always the one whose slug the service's name begins with: services can be handed over. */
    public ProviderBody of(ServiceVersion version) {
        OrganisationId id = version.provider();
        ProviderBody kept = known.get(id);
        if (kept != null) {
            return kept;
        }
        String slug = version.manifest().name().provider();
        ProviderBody found = access.findOrganisation(id)
                .map(organisation -> new ProviderBody(id.value(), organisation.slug(), organisation.name()))
                .orElseGet(() -> new ProviderBody(id.value(), slug, slug));
        if (known.size() < MAX_KEPT) {
            known.put(id, found);
        }
        return found;
    }

    /** How the version is signed; null when it is not. */
    @Nullable
    SignatureBody signature(ServiceVersion version) {
        ManifestSignature signature = version.manifest().signature();
        return signature == null
                ? null
                : SignatureBody.from(version.manifest(), signature, keys.find(version.provider(), signature.key()));
    }
}
