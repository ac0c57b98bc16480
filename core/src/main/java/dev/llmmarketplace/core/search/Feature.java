package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.Modality;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.kernel.WireName;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What services can do, however their manifests say it: catalogues name the same ability as a tag, a capability or a
 * request parameter.
 */
public enum Feature implements WireName {
    TOOLS("tools", Set.of("tools", "tool-calling", "function-calling"), Set.of("tools", "tool_choice", "functions")),
    /** Answers in JSON, of a given shape or not. */
    JSON("json", Set.of("json", "json-mode", "structured-output"), Set.of("response_format", "structured_outputs")),
    /** Answers in JSON of a given shape. */
    STRUCTURED_OUTPUT("structured-output", Set.of("structured-output"), Set.of("structured_outputs")),
    REASONING(
            "reasoning",
            Set.of("reasoning", "thinking"),
            Set.of("reasoning", "include_reasoning", "reasoning_effort", "thinking")),
    WEB_SEARCH("web-search", Set.of("web-search"), Set.of("web_search_options")),
    OPEN_WEIGHTS("open-weights", Set.of("open-weights"), Set.of()),
    /** Reads images. */
    VISION("vision", Set.of("vision"), Set.of(), Modality.IMAGE),
    AUDIO_INPUT("audio-input", Set.of("audio-input"), Set.of(), Modality.AUDIO),
    VIDEO_INPUT("video-input", Set.of("video-input"), Set.of(), Modality.VIDEO),
    FILE_INPUT("file-input", Set.of("file-input"), Set.of(), Modality.FILE);

    private final String wireName;
    private final Set<String> words;
    private final Set<String> parameters;
    private final @Nullable Modality input;

    Feature(String wireName, Set<String> words, Set<String> parameters) {
        this(wireName, words, parameters, null);
    }

    /**
     * @param words tags and names of capabilities
     * @param parameters of requests
     * @param input what goes in
     */
    Feature(String wireName, Set<String> words, Set<String> parameters, @Nullable Modality input) {
        this.wireName = wireName;
        this.words = words;
        this.parameters = parameters;
        this.input = input;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    static List<String> of(ServiceManifest manifest) {
        return Arrays.stream(values())
                .filter(feature -> feature.has(manifest))
                .map(Feature::wireName)
                .toList();
    }

    private boolean has(ServiceManifest manifest) {
        return any(words, manifest.tags())
                || manifest.capabilities().stream().anyMatch(capability -> words.contains(capability.name()))
                || any(parameters, manifest.supportedParameters())
                || input != null && manifest.modalities().input().contains(input);
    }

    private static boolean any(Set<String> known, Collection<String> given) {
        return given.stream().anyMatch(known::contains);
    }
}
