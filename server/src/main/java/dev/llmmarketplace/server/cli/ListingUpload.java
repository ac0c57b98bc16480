package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import dev.llmmarketplace.server.importing.Catalogue;
import dev.llmmarketplace.server.importing.Listing;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Sends a catalogue's listings in batches. Each batch is one transaction of the server, and listings that are there
 * already are left alone, so an import that broke off is simply run again.
 */
final class ListingUpload {
    /** The operation takes 200; half of that keeps the progress moving. */
    private static final int BATCH = 100;

    private final MarketplaceClient marketplace;

    ListingUpload(MarketplaceClient marketplace) {
        this.marketplace = marketplace;
    }

    /** @param progress is told after each batch how many listings it had */
    void send(Catalogue catalogue, ImportReport report, IntConsumer progress) {
        List<Listing> listings = catalogue.listings();
        progress.accept(0);
        for (int from = 0; from < listings.size(); from += BATCH) {
            List<Listing> batch = listings.subList(from, Math.min(from + BATCH, listings.size()));
            ObjectNode body = MarketplaceClient.object();
            ArrayNode manifests = body.putArray("listings");
            batch.forEach(
                    listing -> manifests.add(listing.manifest(catalogue.format().wireName(), catalogue.asOf())));
            JsonNode answer = marketplace.post("/api/v1/listings", body);
            answer.path("outcomes").forEach(report::add);
            progress.accept(batch.size());
        }
    }
}
