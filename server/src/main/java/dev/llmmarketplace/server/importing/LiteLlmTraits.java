package dev.llmmarketplace.server.importing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.Modality;
import java.util.EnumSet;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What LiteLLM's flags and modes say of a model. */
final class LiteLlmTraits {
    private static final Map<String, Feature> FEATURES = Map.of(
            "supports_function_calling", Feature.TOOLS,
            "supports_response_schema", Feature.STRUCTURED_OUTPUT,
            "supports_reasoning", Feature.REASONING,
            "supports_web_search", Feature.WEB_SEARCH);
    private static final Map<String, Modality> INPUTS = Map.of(
            "supports_vision", Modality.IMAGE,
            "supports_image_input", Modality.IMAGE,
            "supports_audio_input", Modality.AUDIO,
            "supports_video_input", Modality.VIDEO,
            "supports_pdf_input", Modality.FILE);
    private static final Map<String, String> PARAMETERS = Map.of(
            "supports_function_calling", "tools",
            "supports_tool_choice", "tool_choice",
            "supports_parallel_function_calling", "parallel_tool_calls",
            "supports_response_schema", "response_format",
            "supports_reasoning", "reasoning_effort");

    private LiteLlmTraits() {}

    static Traits of(String key, JsonNode facts) {
        String mode = String.valueOf(Fields.text(facts, "mode"));
        SortedSet<Modality> input = Modalities.of(Fields.texts(facts, "supported_modalities"));
        SortedSet<Modality> output = Modalities.of(Fields.texts(facts, "supported_output_modalities"));
        INPUTS.forEach((flag, modality) -> {
            if (Fields.flag(facts, flag)) {
                input.add(modality);
            }
        });
        Category known = LiteLlmReader.CATEGORIES.get(mode);
        Category category = known == null ? Categories.of(key, input, output) : known;
        return new Traits(category, input(mode, input), output(mode, output), features(facts), parameters(facts));
    }

    static Traits free(Traits traits) {
        SortedSet<Feature> features = new TreeSet<>(traits.features());
        features.add(Feature.FREE);
        return new Traits(traits.category(), traits.input(), traits.output(), features, traits.parameters());
    }

    private static SortedSet<Modality> input(String mode, SortedSet<Modality> stated) {
        return switch (mode) {
            case "audio_transcription" -> set(Modality.AUDIO);
            case "ocr" -> set(Modality.FILE, Modality.IMAGE);
            case "image_edit" -> set(Modality.TEXT, Modality.IMAGE);
            default -> stated;
        };
    }

    private static SortedSet<Modality> output(String mode, SortedSet<Modality> stated) {
        return switch (mode) {
            case "embedding" -> set(Modality.EMBEDDING);
            case "image_generation", "image_edit" -> set(Modality.IMAGE);
            case "audio_speech" -> set(Modality.AUDIO);
            case "video_generation" -> set(Modality.VIDEO);
            case "realtime" -> set(Modality.TEXT, Modality.AUDIO);
            default -> stated;
        };
    }

    private static SortedSet<Feature> features(JsonNode facts) {
        SortedSet<Feature> features = new TreeSet<>();
        FEATURES.forEach((flag, feature) -> {
            if (Fields.flag(facts, flag)) {
                features.add(feature);
            }
        });
        return features;
    }

    private static SortedSet<String> parameters(JsonNode facts) {
        SortedSet<String> parameters = new TreeSet<>();
        PARAMETERS.forEach((flag, parameter) -> {
            if (Fields.flag(facts, flag)) {
                parameters.add(parameter);
            }
        });
        return parameters;
    }

    private static SortedSet<Modality> set(Modality first, Modality... others) {
        return new TreeSet<>(EnumSet.of(first, others));
    }
}
