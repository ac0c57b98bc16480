package dev.llmmarketplace.server.importing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.Limits;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.server.importing.Listing.Facts;
import dev.llmmarketplace.server.importing.Listing.Identity;
import dev.llmmarketplace.server.importing.Listing.Offer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads LiteLLM's price map: one object per key, most of them one model at one provider. */
final class LiteLlmReader implements CatalogueReader {
    private static final Set<String> SELF_HOSTED = Set.of("ollama", "lemonade", "sagemaker");
    private static final Set<String> TOOLS = Set.of("search", "vector_store");
    /** Parts of a key that name a size, a number of steps or a quality: {@code azure/hd/1024-x-1792/dall-e-3}. */
    private static final Pattern VARIANT =
            Pattern.compile("(^|/)(\\d+-x-\\d+|(max-)?\\d+-steps|hd|standard|low|medium|high|auto)/");

    private final LocalDate today;

    LiteLlmReader(LocalDate today) {
        this.today = today;
    }

    @Override
    public Stream<Entry> entries(JsonNode root) {
        return root.properties().stream().map(member -> entry(member.getKey(), member.getValue()));
    }

    private Entry entry(String key, JsonNode facts) {
        try {
            Optional<Entry> unfit = unfit(key, facts);
            return unfit.isPresent() ? unfit.get() : priced(key, facts);
        } catch (MalformedEntry e) {
            return Entry.skip(key, SkipReason.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private Optional<Entry> unfit(String key, JsonNode facts) {
        String provider = Fields.text(facts, "litellm_provider");
        String mode = Fields.text(facts, "mode");
        if (provider == null || mode == null || key.equals("sample_spec")) {
            return Optional.of(Entry.skip(key, SkipReason.NOT_A_MODEL, "no provider or no mode"));
        }
        if (TOOLS.contains(mode)) {
            return Optional.of(Entry.skip(key, SkipReason.NOT_A_MODEL, "mode " + mode));
        }
        if (SELF_HOSTED.contains(provider)) {
            return Optional.of(Entry.skip(key, SkipReason.SELF_HOSTED, provider));
        }
        if (VARIANT.matcher(key).find()) {
            return Optional.of(Entry.skip(key, SkipReason.PRICE_VARIANT, "size or quality in the name"));
        }
        LocalDate end = Fields.date(facts, "deprecation_date");
        return end == null || end.isAfter(today)
                ? Optional.empty()
                : Optional.of(Entry.skip(key, SkipReason.RETIRED, "on " + end));
    }

    private static Entry priced(String key, JsonNode facts) {
        Traits traits = LiteLlmTraits.of(key, facts);
        return switch (LiteLlmPrices.of(facts, traits.category())) {
            case PriceFinding.Unusable(SkipReason reason, String detail) -> Entry.skip(key, reason, detail);
            case PriceFinding.Found(Prices prices, List<String> leftOut) ->
                new Entry.Listed(listing(key, facts, prices, leftOut));
        };
    }

    private static Listing listing(String key, JsonNode facts, Prices prices, List<String> leftOut) {
        String provider = LiteLlmProviders.canonical(String.valueOf(Fields.text(facts, "litellm_provider")));
        String service = LiteLlmProviders.withoutPrefix(key, provider);
        String last = service.substring(service.lastIndexOf('/') + 1);
        Traits traits = LiteLlmTraits.of(key, facts);
        return new Listing(
                new Identity(key, provider, service, last, last),
                null,
                prices.free() ? LiteLlmTraits.free(traits) : traits,
                Offer.of(prices, PricingModel.FREE, limits(facts, traits.category()), null),
                new Facts(null, Fields.text(facts, "source")),
                leftOut);
    }

    private static Limits limits(JsonNode facts, Category category) {
        long input = Fields.tokens(facts, facts.hasNonNull("max_input_tokens") ? "max_input_tokens" : "max_tokens");
        boolean answers = category != Category.EMBEDDINGS && category != Category.IMAGE_GENERATION;
        long output = answers ? Fields.tokens(facts, "max_output_tokens") : 0;
        // The map counts prompts alone; whatever holds both is at least as large as either.
        return new Limits(input == 0 ? 0 : Math.max(input, output), output);
    }

    /** LiteLLM's modes of models that answer calls; the others are told by their own names. */
    static final Map<String, Category> CATEGORIES = Map.of(
            "embedding", Category.EMBEDDINGS,
            "image_generation", Category.IMAGE_GENERATION,
            "image_edit", Category.IMAGE_GENERATION,
            "audio_transcription", Category.SPEECH_TO_TEXT,
            "audio_speech", Category.TEXT_TO_SPEECH,
            "rerank", Category.CLASSIFICATION,
            "moderation", Category.CLASSIFICATION,
            "video_generation", Category.OTHER,
            "ocr", Category.OTHER,
            "realtime", Category.OTHER);
}
