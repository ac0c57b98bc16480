package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.Capability;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import java.util.StringJoiner;

/** The texts whose vectors stand for a service. */
public final class MeaningText {
    private MeaningText() {}

    /**
     * Everything. What is short and telling comes first, because models cut long text off: title, tags, capabilities, then
     * the description.
     */
    public static String of(ServiceManifest manifest) {
        StringJoiner sentences = new StringJoiner(". ");
        sentences.add(manifest.title());
        if (!manifest.tags().isEmpty()) {
            sentences.add(String.join(", ", manifest.tags()));
        }
        if (!manifest.capabilities().isEmpty()) {
            sentences.add(String.join(
                    ", ", manifest.capabilities().stream().map(Capability::name).toList()));
        }
        return sentences.add(manifest.description()).toString();
    }

    /** What the service is called. */
    public static String name(ServiceManifest manifest) {
        return manifest.title().isBlank() ? of(manifest) : manifest.title();
    }

    /** What the service does, without what it is called: a name that means nothing, or something else, blurs the rest. */
    public static String withoutName(ServiceManifest manifest) {
        return manifest.description().isBlank() ? of(manifest) : manifest.description();
    }
}
