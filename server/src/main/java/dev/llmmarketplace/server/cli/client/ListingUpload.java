package dev.llmmarketplace.server.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.importing.Catalogue;
import dev.llmmarketplace.server.importing.Listing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Sends a catalogue's listings in batches. Each batch is one transaction of the server, and listings that are there
 * already are left alone, so an import that broke off is simply run again. A server that asks to slow down is obeyed.
 */
public final class ListingUpload {
    /** The operation takes 200; half of that keeps the progress moving. */
    private static final int BATCH = 100;

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int MOST_PATIENCE_SECONDS = 120;

    private final MarketplaceClient marketplace;

    public ListingUpload(MarketplaceClient marketplace) {
        this.marketplace = marketplace;
    }

    /**
     * @param outcomes is told what the server made of each listing
     * @param progress is told after each batch how many listings it had
     */
    public void send(Catalogue catalogue, Consumer<JsonNode> outcomes, IntConsumer progress) {
        List<Listing> listings = catalogue.listings();
        progress.accept(0);
        for (int from = 0; from < listings.size(); from += BATCH) {
            List<Listing> batch = listings.subList(from, Math.min(from + BATCH, listings.size()));
            ObjectNode body = MarketplaceClient.object();
            ArrayNode manifests = body.putArray("listings");
            batch.forEach(
                    listing -> manifests.add(listing.manifest(catalogue.format().wireName(), catalogue.asOf())));
            patiently(body).path("outcomes").forEach(outcomes);
            progress.accept(batch.size());
        }
    }

    private JsonNode patiently(ObjectNode body) {
        for (int waited = 0; ; ) {
            try {
                return marketplace.post("/api/v1/listings", body);
            } catch (ProblemAnswer refused) {
                int seconds = Math.max(1, refused.problem().retryAfterSeconds());
                waited += seconds;
                if (refused.problem().status() != TOO_MANY_REQUESTS || waited > MOST_PATIENCE_SECONDS) {
                    throw refused;
                }
                LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
            }
        }
    }
}
