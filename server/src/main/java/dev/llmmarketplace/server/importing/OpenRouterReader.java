package dev.llmmarketplace.server.importing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.Limits;
import dev.llmmarketplace.core.catalog.Modality;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.server.importing.Listing.Facts;
import dev.llmmarketplace.server.importing.Listing.Identity;
import dev.llmmarketplace.server.importing.Listing.ListedEndpoint;
import dev.llmmarketplace.server.importing.Listing.Offer;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads OpenRouter's list of models ({@code {"data":[{"id":"vendor/model",…}]}}). The vendor becomes the provider, and a
 * variant such as {@code :free} stays part of the service's name, as it is an offer of its own.
 */
final class OpenRouterReader implements CatalogueReader {
    private static final URI API = URI.create("https://openrouter.ai/api/v1");
    private static final Map<String, Feature> FEATURES = Map.of(
            "tools", Feature.TOOLS,
            "structured_outputs", Feature.STRUCTURED_OUTPUT,
            "reasoning", Feature.REASONING,
            "web_search_options", Feature.WEB_SEARCH);

    private final LocalDate today;

    OpenRouterReader(LocalDate today) {
        this.today = today;
    }

    @Override
    public Stream<Entry> entries(JsonNode root) {
        return StreamSupport.stream(root.path("data").spliterator(), false).map(this::entry);
    }

    private Entry entry(JsonNode model) {
        String id = Fields.text(model, "id");
        if (id == null) {
            return Entry.skip("?", SkipReason.MALFORMED, "no 'id'");
        }
        try {
            return entry(id, model);
        } catch (MalformedEntry e) {
            return Entry.skip(id, SkipReason.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private Entry entry(String id, JsonNode model) {
        if (model.path("alias_target").isObject()) {
            return Entry.skip(
                    id,
                    SkipReason.ALIAS,
                    "now " + model.at("/alias_target/slug").asText("unknown"));
        }
        LocalDate end = Fields.date(model, "expiration_date");
        if (end != null && !end.isAfter(today)) {
            return Entry.skip(id, SkipReason.RETIRED, "on " + end);
        }
        return switch (OpenRouterPrices.of(model.path("pricing"))) {
            case PriceFinding.Unusable(SkipReason reason, String detail) -> Entry.skip(id, reason, detail);
            case PriceFinding.Found(Prices prices, List<String> leftOut) ->
                new Entry.Listed(listing(id, model, prices, leftOut));
        };
    }

    private static Listing listing(String id, JsonNode model, Prices prices, List<String> leftOut) {
        int slash = id.indexOf('/');
        String vendor = slash < 0 ? "openrouter" : id.substring(0, slash);
        String name = id.substring(slash + 1);
        int variant = name.indexOf(':');
        String title = Fields.text(model, "name");
        Traits traits = traits(id, model, prices.free());
        return new Listing(
                new Identity(
                        id,
                        vendor,
                        name,
                        title == null ? name : title,
                        variant < 0 ? name : name.substring(0, variant)),
                Fields.text(model, "description"),
                traits,
                Offer.of(prices, PricingModel.FREE, limits(model), endpoint(id, traits)),
                new Facts(released(model), "https://openrouter.ai/" + id),
                leftOut);
    }

    private static Traits traits(String id, JsonNode model, boolean free) {
        List<String> parameters = Fields.texts(model, "supported_parameters");
        NavigableSet<Feature> features = new TreeSet<>();
        parameters.stream().filter(FEATURES::containsKey).map(FEATURES::get).forEach(features::add);
        if (Fields.text(model, "hugging_face_id") != null) {
            features.add(Feature.OPEN_WEIGHTS);
        }
        if (free) {
            features.add(Feature.FREE);
        }
        SortedSet<Modality> input = Modalities.of(Fields.texts(model.path("architecture"), "input_modalities"));
        SortedSet<Modality> output = Modalities.of(Fields.texts(model.path("architecture"), "output_modalities"));
        Category category = Categories.of(id, input, output);
        return new Traits(category, input, output, features, new TreeSet<>(parameters));
    }

    private static Limits limits(JsonNode model) {
        return new Limits(
                Fields.tokens(model, "context_length"),
                Fields.tokens(model.path("top_provider"), "max_completion_tokens"));
    }

    private static @Nullable ListedEndpoint endpoint(String id, Traits traits) {
        return traits.output().contains(Modality.TEXT) ? new ListedEndpoint(API, Dialect.OPENAI, id) : null;
    }

    private static @Nullable LocalDate released(JsonNode model) {
        long seconds = model.path("created").asLong();
        return seconds <= 0
                ? null
                : Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
