package dev.llmmarketplace.server.importing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.core.catalog.Modality;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.server.importing.Listing.ListedEndpoint;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;

/** Writes listings as manifests ({@code api/service-manifest.schema.json}). */
final class ListingManifest {
    private static final int MOST_REFERENCE = 500;
    private static final int MOST_TITLE = 255;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ListingManifest() {}

    static ObjectNode of(Listing listing, String source, LocalDate asOf) {
        ObjectNode manifest = JSON.objectNode().put("manifestVersion", 1);
        identity(manifest, listing);
        traits(manifest, listing.traits());
        if (listing.offer().endpoint() != null) {
            endpoint(manifest.putObject("endpoint"), listing.offer().endpoint());
        }
        ObjectNode pricing = manifest.putObject("pricing");
        pricing(pricing, listing.offer().model(), listing.offer().prices());
        pricing.putObject("provenance")
                .put("source", source)
                .put("reference", cut(listing.entry(), MOST_REFERENCE))
                .put("asOf", asOf.toString());
        manifest.putObject("limits")
                .put("contextTokens", listing.offer().limits().contextTokens())
                .put("outputTokens", listing.offer().limits().outputTokens());
        facts(manifest, listing.facts());
        return manifest;
    }

    private static void identity(ObjectNode manifest, Listing listing) {
        manifest.put("provider", listing.identity().provider())
                .put("name", listing.identity().service())
                .put("version", "1.0.0")
                .put("title", cut(listing.identity().title(), MOST_TITLE))
                .put("description", Descriptions.of(listing))
                .put("category", listing.traits().category().wireName())
                .put("model", listing.identity().model());
    }

    private static void traits(ObjectNode manifest, Traits traits) {
        texts(
                manifest.putArray("tags"),
                traits.features().stream().map(Feature::tag).toList());
        ArrayNode capabilities = manifest.putArray("capabilities");
        capabilities
                .addObject()
                .put("name", Descriptions.capability(traits.category()))
                .put("description", "");
        traits.features().stream()
                .filter(Feature::isAbility)
                .forEach(feature ->
                        capabilities.addObject().put("name", feature.tag()).put("description", feature.ability()));
        ObjectNode modalities = manifest.putObject("modalities");
        texts(
                modalities.putArray("input"),
                traits.input().stream().map(Modality::wireName).toList());
        texts(
                modalities.putArray("output"),
                traits.output().stream().map(Modality::wireName).toList());
        texts(
                manifest.putArray("supportedParameters"),
                traits.parameters().stream()
                        .filter(name -> name.matches("[A-Za-z0-9_.-]{1,64}"))
                        .limit(100)
                        .toList());
    }

    private static void endpoint(ObjectNode json, ListedEndpoint endpoint) {
        json.put("url", endpoint.url().toString())
                .put("dialect", endpoint.dialect().wireName())
                .put("upstreamModel", cut(endpoint.upstreamModel(), 255));
        ObjectNode authentication = json.putObject("authentication");
        switch (endpoint.dialect()) {
            case OPENAI, CUSTOM -> authentication.put("type", "bearer");
            case ANTHROPIC -> authentication.put("type", "header").put("header", "x-api-key");
        }
    }

    private static void pricing(ObjectNode pricing, PricingModel model, Prices prices) {
        pricing.put("model", model.wireName()).put("currency", "USD");
        if (prices.free()) {
            return;
        }
        rates(pricing.putObject("rates"), prices.rates());
        if (!prices.tiers().isEmpty()) {
            ArrayNode tiers = pricing.putArray("tiers");
            prices.tiers()
                    .forEach((above, rates) -> rates(
                            tiers.addObject().put("aboveInputTokens", above).putObject("rates"), rates));
        }
    }

    private static void rates(ObjectNode json, Map<Rate, BigDecimal> rates) {
        rates.forEach((rate, price) -> json.put(rate.field(), price.toPlainString()));
    }

    private static void facts(ObjectNode manifest, Listing.Facts facts) {
        String link = facts.documentationUrl();
        if (link != null && link.matches("https?://\\S+")) {
            manifest.putObject("documents").put("documentationUrl", link);
        }
        if (facts.releasedOn() != null) {
            manifest.put("releasedOn", facts.releasedOn().toString());
        }
    }

    private static void texts(ArrayNode array, Collection<String> texts) {
        texts.forEach(array::add);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
