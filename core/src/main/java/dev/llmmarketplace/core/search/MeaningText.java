package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.Capability;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import java.util.StringJoiner;

/**
 * The text whose vector stands for a service. What is short and telling comes first, because models cut long text off:
 * title, tags, capabilities, then the description.
 */
public final class MeaningText {
    private MeaningText() {}

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
}
