package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.catalog.Capability;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The parts of a listing in which words are sought, each a field of its own. A word in the name counts three times one in
 * a capability; the weights go into one score over all parts (BM25F), so that a word is not paid twice for standing in two.
 */
enum Part {
    NAME("name", 3, manifest -> List.of(manifest.name().service())),
    TITLE("title", 3, manifest -> List.of(manifest.title())),
    DESCRIPTION("description", 2, manifest -> List.of(manifest.description())),
    MODEL("model", 2, manifest -> Optional.ofNullable(manifest.model()).stream().toList()),
    TAG("tag", 1.5f, manifest -> List.copyOf(manifest.tags())),
    PROVIDER("provider", 1.5f, manifest -> List.of(manifest.name().provider())),
    CAPABILITY("capability", 1, Part::capabilities),
    CATEGORY("category", 1, manifest -> List.of(manifest.category().wireName()));

    private final String reason;
    private final float weight;
    private final Function<ServiceManifest, List<String>> texts;

    Part(String reason, float weight, Function<ServiceManifest, List<String>> texts) {
        this.reason = reason;
        this.weight = weight;
        this.texts = texts;
    }

    /** As hits tell it. */
    String reason() {
        return reason;
    }

    String field() {
        return "words." + reason;
    }

    float weight() {
        return weight;
    }

    List<String> texts(ServiceManifest manifest) {
        return texts.apply(manifest);
    }

    private static List<String> capabilities(ServiceManifest manifest) {
        return manifest.capabilities().stream()
                .flatMap(Part::words)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Stream<String> words(Capability capability) {
        return Stream.of(capability.name(), capability.description());
    }
}
