package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.publishing.revision.RevisedListing;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of a version a revision may change.
 *
 * @param revision how often it was changed
 */
record ListingBody(
        UUID id,
        UUID versionId,
        String name,
        String version,
        int revision,
        String title,
        String description,
        Collection<String> tags,
        TextsBody documents) {

    record TextsBody(
            @Nullable String documentation,
            @Nullable String documentationUrl,
            @Nullable String exampleUsage,
            @Nullable String logoUrl,
            @Nullable String modelCard) {}

    static ListingBody from(RevisedListing listing) {
        ServiceManifest manifest = listing.version().manifest();
        ServiceManifest.Documents documents = manifest.documents();
        return new ListingBody(
                listing.version().service().value(),
                listing.version().id().value(),
                manifest.name().toString(),
                manifest.version().toString(),
                listing.revision(),
                manifest.title(),
                manifest.description(),
                manifest.tags(),
                new TextsBody(
                        documents.documentation(),
                        documents.documentationUrl(),
                        documents.exampleUsage(),
                        documents.logoUrl(),
                        documents.modelCard()));
    }

    /** For {@code if-match}: which version in which revision. */
    static String tag(RevisedListing listing) {
        return "\"" + listing.version().manifest().version() + "-" + listing.revision() + "\"";
    }

    /** The headers of an answer about the listing as it stands. */
    static Map<String, String> headers(RevisedListing listing) {
        return Map.of("etag", tag(listing), "cache-control", "no-cache");
    }
}
