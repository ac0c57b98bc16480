package dev.llmmarketplace.server.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.Limits;
import dev.llmmarketplace.core.catalog.PricingModel;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue's entry as a service of this marketplace.
 *
 * @param description as the catalogue has it; null to have one written
 * @param leftOut prices that the entry has and a price book cannot hold
 */
public record Listing(
        Identity identity,
        @Nullable String description,
        Traits traits,
        Offer offer,
        Facts facts,
        List<String> leftOut) {
    public Listing {
        leftOut = List.copyOf(leftOut);
    }

    /** Its name here, {@code provider/service}. */
    public String name() {
        return identity.provider() + "/" + identity.service();
    }

    /** Its name in the catalogue. */
    public String entry() {
        return identity.entry();
    }

    /** The manifest, with its prices' provenance. */
    public ObjectNode manifest(String source, LocalDate asOf) {
        return ListingManifest.of(this, source, asOf);
    }

    Listing named(String service) {
        Identity renamed = new Identity(
                identity.entry(),
                identity.provider(),
                service,
                identity.rawService(),
                identity.title(),
                identity.model());
        return new Listing(renamed, description, traits, offer, facts, leftOut);
    }

    /**
     * @param entry name in the catalogue
     * @param provider slug
     * @param service slug
     * @param rawService what {@code service} was made from
     * @param model neutral identity of the model
     */
    record Identity(String entry, String provider, String service, String rawService, String title, String model) {
        Identity(String entry, String provider, String rawService, String title, String model) {
            this(entry, Slugs.provider(provider), Slugs.service(rawService), rawService, title, Slugs.service(model));
        }
    }

    /** What is asked for it, and where it is served; no endpoint when the catalogue does not say. */
    record Offer(
            PricingModel model,
            Prices prices,
            Limits limits,
            @Nullable ListedEndpoint endpoint) {
        /** Priced as the prices say; {@code withoutPrice} is what a price of nothing means. */
        static Offer of(Prices prices, PricingModel withoutPrice, Limits limits, @Nullable ListedEndpoint endpoint) {
            PricingModel model = prices.free()
                    ? withoutPrice
                    : prices.perRequest() ? PricingModel.PER_REQUEST : PricingModel.PER_TOKEN;
            return new Offer(model, prices, possible(limits), endpoint);
        }

        /** Some catalogues let an answer be longer than prompt and answer together. */
        private static Limits possible(Limits limits) {
            return limits.contextTokens() > 0 && limits.outputTokens() > limits.contextTokens()
                    ? new Limits(limits.contextTokens(), limits.contextTokens())
                    : limits;
        }
    }

    record ListedEndpoint(URI url, Dialect dialect, String upstreamModel) {}

    record Facts(@Nullable LocalDate releasedOn, @Nullable String documentationUrl) {}
}
