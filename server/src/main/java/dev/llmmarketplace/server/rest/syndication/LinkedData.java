package dev.llmmarketplace.server.rest.syndication;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.server.json.Json;
import dev.llmmarketplace.server.rest.catalog.Providers.ProviderBody;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service in the words of schema.org ({@code WebAPI}), as search engines read it. Prices are per million tokens, or per
 * request.
 */
record LinkedData(
        @JsonProperty("@context") String context,
        @JsonProperty("@type") String type,
        String name,
        String identifier,
        String url,
        String description,
        String category,
        Collection<String> keywords,
        Provider provider,
        @Nullable String documentation,
        @Nullable String logo,
        List<Offer> offers) {
    private static final int NANO_DECIMALS = 9;

    record Provider(@JsonProperty("@type") String type, String name, String identifier) {}

    record Offer(@JsonProperty("@type") String type, String name, Price priceSpecification) {}

    record Price(@JsonProperty("@type") String type, String price, String priceCurrency, String unitText) {}

    static LinkedData of(ServiceVersion service, ProviderBody provider, String url) {
        ServiceManifest manifest = service.manifest();
        return new LinkedData(
                "https://schema.org",
                "WebAPI",
                manifest.title(),
                manifest.name().toString(),
                url,
                manifest.description(),
                manifest.category().wireName(),
                manifest.tags(),
                new Provider("Organization", provider.name(), provider.slug()),
                manifest.documents().documentationUrl(),
                manifest.documents().logoUrl(),
                offers(manifest.pricing()));
    }

    /** As an element of an HTML page; nothing in it can end the element or begin another. */
    String element() {
        return "<script type=\"application/ld+json\">" + Json.text(this).replace("<", "\\u003c") + "</script>";
    }

    private static List<Offer> offers(@Nullable PriceBook book) {
        List<Offer> offers = new ArrayList<>();
        if (book != null) {
            Rates rates = book.rates();
            boolean perRequest = rates.request() > 0;
            if (perRequest) {
                offers.add(offer("Request", rates.request(), book.currency(), "request"));
            }
            if (!perRequest || rates.input() > 0 || rates.output() > 0) {
                offers.add(offer("Input", rates.input(), book.currency(), "1,000,000 input tokens"));
                offers.add(offer("Output", rates.output(), book.currency(), "1,000,000 output tokens"));
            }
        }
        return offers;
    }

    private static Offer offer(String name, long nanos, String currency, String unit) {
        BigDecimal price = BigDecimal.valueOf(nanos, NANO_DECIMALS).stripTrailingZeros();
        return new Offer("Offer", name, new Price("UnitPriceSpecification", price.toPlainString(), currency, unit));
    }
}
