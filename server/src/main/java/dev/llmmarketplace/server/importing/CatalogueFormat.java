package dev.llmmarketplace.server.importing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.kernel.WireName;
import java.util.Iterator;
import java.util.Optional;

/** The public catalogues that can be read. */
public enum CatalogueFormat implements WireName {
    OPENROUTER("openrouter"),
    MODELS_DEV("models-dev"),
    LITELLM("litellm");

    private final String wireName;

    CatalogueFormat(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** The format that {@code root} has the shape of: told by the first entries that have a telling member. */
    static Optional<CatalogueFormat> detect(JsonNode root) {
        if (root.path("data").isArray()) {
            return Optional.of(OPENROUTER);
        }
        for (Iterator<JsonNode> entries = root.elements(); entries.hasNext(); ) {
            JsonNode entry = entries.next();
            if (entry.path("models").isObject()) {
                return Optional.of(MODELS_DEV);
            }
            if (entry.has("litellm_provider")) {
                return Optional.of(LITELLM);
            }
        }
        return Optional.empty();
    }
}
