package dev.llmmarketplace.server.cli.bench.search;

import dev.llmmarketplace.core.catalog.Farewell;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.server.importing.Catalogue;
import dev.llmmarketplace.server.importing.Listing;
import dev.llmmarketplace.server.json.Syntax;
import dev.llmmarketplace.server.manifest.ManifestReader;
import dev.llmmarketplace.server.manifest.ManifestReading;
import dev.llmmarketplace.server.rest.Contract;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** A catalogue's listings as the marketplace would hold them after an import. */
final class CatalogueListings {
    private static final OrganisationId IMPORTER = OrganisationId.next();

    private final Catalogue catalogue;
    private final ManifestReader reader = new ManifestReader(Contract.load().manifestSchema());

    private CatalogueListings(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    static List<ServiceVersion> of(Catalogue catalogue) {
        CatalogueListings listings = new CatalogueListings(catalogue);
        return catalogue.listings().stream().map(listings::version).toList();
    }

    private ServiceVersion version(Listing listing) {
        byte[] json = listing.manifest(catalogue.format().wireName(), catalogue.asOf())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        return switch (reader.read(json, Syntax.JSON)) {
            case ManifestReading.Read read -> version(read.manifest());
            case ManifestReading.Unreadable unreadable ->
                throw new IllegalStateException(
                        listing.name() + " does not keep the contract: " + unreadable.violations());
        };
    }

    private static ServiceVersion version(ServiceManifest manifest) {
        return new ServiceVersion(
                VersionId.next(),
                ServiceId.next(),
                IMPORTER,
                manifest,
                ServiceStatus.ACTIVE,
                null,
                false,
                true,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                Farewell.NONE);
    }
}
