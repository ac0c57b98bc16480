package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.catalog.ManifestSignature;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.publishing.signature.PublisherKey;
import dev.llmmarketplace.core.publishing.signature.PublisherKeyStore;
import java.util.Map;
import java.util.Optional;
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
        return of(version.provider(), version.manifest().name().provider());
    }

    /** @param otherwise slug of an organisation that is not there any more */
    private ProviderBody of(OrganisationId id, String otherwise) {
        ProviderBody kept = known.get(id);
        if (kept != null) {
            return kept;
        }
        ProviderBody found = access.findOrganisation(id)
                .map(organisation -> new ProviderBody(id.value(), organisation.slug(), organisation.name()))
                .orElseGet(() -> new ProviderBody(id.value(), otherwise, otherwise));
        if (known.size() < MAX_KEPT) {
            known.put(id, found);
        }
        return found;
    }

    /** How the version is signed, by its provider or the one who was when it was published; null when it is not. */
    @Nullable
    SignatureBody signature(ServiceVersion version) {
        ManifestSignature signature = version.manifest().signature();
        if (signature == null) {
            return null;
        }
        Optional<PublisherKey> present = keys.find(version.provider(), signature.key());
        Optional<PublisherKey> former = present.isPresent()
                ? Optional.empty()
                : keys.findFormer(version.service(), signature.key(), version.createdAt());
        ProviderBody signer = former.map(
                        key -> of(key.organisation(), version.manifest().name().provider()))
                .orElse(null);
        return SignatureBody.from(version.manifest(), signature, present.or(() -> former), signer);
    }
}
