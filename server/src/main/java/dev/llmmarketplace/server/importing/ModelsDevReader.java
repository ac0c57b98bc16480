package dev.llmmarketplace.server.importing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.Limits;
import dev.llmmarketplace.core.catalog.Modality;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.server.importing.Listing.Facts;
import dev.llmmarketplace.server.importing.Listing.Identity;
import dev.llmmarketplace.server.importing.Listing.Offer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads models.dev: providers, each with the models it offers. An offer may lean on another by {@code base_model}: see
 * {@link ModelsDevInheritance}.
 */
final class ModelsDevReader implements CatalogueReader {
    private static final Map<String, Feature> FEATURES = Map.of(
            "tool_call", Feature.TOOLS,
            "structured_output", Feature.STRUCTURED_OUTPUT,
            "reasoning", Feature.REASONING,
            "open_weights", Feature.OPEN_WEIGHTS);

    @Override
    public Stream<Entry> entries(JsonNode root) {
        ModelsDevInheritance inheritance = new ModelsDevInheritance(root);
        return root.properties().stream()
                .flatMap(provider -> offers(inheritance, provider.getKey(), provider.getValue()));
    }

    private static Stream<Entry> offers(ModelsDevInheritance inheritance, String provider, JsonNode node) {
        ModelsDevProvider seller = ModelsDevProvider.of(provider, node);
        return node.path("models").properties().stream()
                .map(model -> offer(inheritance, seller, model.getKey(), model.getValue()));
    }

    private static Entry offer(ModelsDevInheritance inheritance, ModelsDevProvider seller, String key, JsonNode own) {
        String entry = seller.id() + "/" + key;
        try {
            if ("deprecated".equals(Fields.text(own, "status"))) {
                return Entry.skip(entry, SkipReason.RETIRED, "status is deprecated");
            }
            return switch (ModelsDevPrices.of(own.path("cost"))) {
                case PriceFinding.Unusable(SkipReason reason, String detail) -> Entry.skip(entry, reason, detail);
                case PriceFinding.Found(Prices prices, List<String> leftOut) ->
                    new Entry.Listed(listing(entry, seller, key, inheritance.resolve(own), prices, leftOut));
            };
        } catch (MalformedEntry e) {
            return Entry.skip(entry, SkipReason.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private static Listing listing(
            String entry, ModelsDevProvider seller, String key, JsonNode model, Prices prices, List<String> leftOut) {
        Traits traits = traits(key, model, prices.free() && !seller.byPlan());
        JsonNode limit = model.path("limit");
        boolean answers = traits.output().contains(Modality.TEXT);
        return new Listing(
                new Identity(
                        entry,
                        seller.id(),
                        key,
                        Objects.requireNonNullElse(Fields.text(model, "name"), key),
                        neutralName(model, key)),
                null,
                traits,
                Offer.of(
                        prices,
                        seller.byPlan() ? PricingModel.SUBSCRIPTION : PricingModel.FREE,
                        new Limits(Fields.tokens(limit, "context"), answers ? Fields.tokens(limit, "output") : 0),
                        seller.endpoint(model, key)),
                new Facts(Fields.date(model, "release_date"), seller.documentationUrl()),
                leftOut);
    }

    private static String neutralName(JsonNode model, String key) {
        String base = Objects.requireNonNullElse(Fields.text(model, "base_model"), key);
        return base.substring(base.lastIndexOf('/') + 1);
    }

    private static Traits traits(String key, JsonNode model, boolean free) {
        SortedSet<Feature> features = new TreeSet<>();
        FEATURES.forEach((field, feature) -> {
            if (Fields.flag(model, field)) {
                features.add(feature);
            }
        });
        if (free) {
            features.add(Feature.FREE);
        }
        if (Set.of("alpha", "beta").contains(Objects.requireNonNullElse(Fields.text(model, "status"), ""))) {
            features.add(Feature.BETA);
        }
        SortedSet<Modality> input = Modalities.of(Fields.texts(model.path("modalities"), "input"));
        SortedSet<Modality> output = Modalities.of(Fields.texts(model.path("modalities"), "output"));
        Category category = Categories.of(key, input, output);
        if (category == Category.EMBEDDINGS) {
            output = new TreeSet<>(Set.of(Modality.EMBEDDING));
        }
        return new Traits(category, input, output, features, parameters(model));
    }

    private static SortedSet<String> parameters(JsonNode model) {
        SortedSet<String> parameters = new TreeSet<>();
        if (Fields.flag(model, "temperature")) {
            parameters.add("temperature");
        }
        if (Fields.flag(model, "tool_call")) {
            parameters.addAll(List.of("tools", "tool_choice"));
        }
        if (Fields.flag(model, "structured_output")) {
            parameters.add("response_format");
        }
        if (Fields.flag(model, "reasoning")) {
            parameters.add("reasoning_effort");
        }
        return parameters;
    }
}
