package dev.llmmarketplace.server.importing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.server.importing.Listing.ListedEndpoint;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who offers models, as models.dev describes it. The file has had the facts in a member {@code provider} and beside the
 * models; both are read.
 */
record ModelsDevProvider(String id, JsonNode facts) {

    static ModelsDevProvider of(String id, JsonNode node) {
        return new ModelsDevProvider(id, node.path("provider").isObject() ? node.path("provider") : node);
    }

    /** True where calls are paid for by a plan, so that a price of 0 does not mean free. */
    boolean byPlan() {
        return id.contains("-plan") || id.equals("github-copilot") || id.equals("gitlab");
    }

    @Nullable
    String documentationUrl() {
        return Fields.text(facts, "doc");
    }

    /** Null when the address is not known, has blanks to be filled in, or speaks a language that we do not. */
    @Nullable
    ListedEndpoint endpoint(JsonNode model, String key) {
        JsonNode own = model.path("provider");
        String address = Optional.ofNullable(Fields.text(own, "api")).orElse(Fields.text(facts, "api"));
        Dialect dialect = dialect(Optional.ofNullable(Fields.text(own, "npm")).orElse(Fields.text(facts, "npm")));
        if (address == null || dialect == null || !address.startsWith("https://") || address.contains("${")) {
            return null;
        }
        return new ListedEndpoint(URI.create(address), dialect, key);
    }

    private static @Nullable Dialect dialect(@Nullable String client) {
        return switch (client) {
            case null -> null;
            case "@ai-sdk/openai-compatible", "@ai-sdk/openai", "@openrouter/ai-sdk-provider" -> Dialect.OPENAI;
            case "@ai-sdk/anthropic" -> Dialect.ANTHROPIC;
            default -> null;
        };
    }
}
