package dev.llmmarketplace.server.importing;

import java.util.Map;

/**
 * LiteLLM splits one seller into several providers by the interface it calls ({@code bedrock_converse}, {@code
 * vertex_ai-anthropic_models}); here they are one again. Keys mostly, but not always, begin with the provider.
 */
final class LiteLlmProviders {
    private static final Map<String, String> SAME = Map.of(
            "bedrock_converse", "bedrock",
            "bedrock_mantle", "bedrock",
            "cohere_chat", "cohere",
            "azure_text", "azure",
            "fireworks_ai-embedding-models", "fireworks_ai",
            "text-completion-openai", "openai",
            "text-completion-codestral", "codestral",
            "text-completion-inception", "inception");
    private static final String FIREWORKS_MODELS = "accounts/fireworks/models/";

    private LiteLlmProviders() {}

    static String canonical(String provider) {
        return provider.startsWith("vertex_ai-") ? "vertex_ai" : SAME.getOrDefault(provider, provider);
    }

    /** The model's name within {@code provider}. */
    static String withoutPrefix(String key, String provider) {
        int slash = key.indexOf('/');
        boolean prefixed = slash > 0
                && slash < key.length() - 1
                && Slugs.provider(canonical(key.substring(0, slash))).equals(Slugs.provider(provider));
        String name = prefixed ? key.substring(slash + 1) : key;
        return name.startsWith(FIREWORKS_MODELS) ? name.substring(FIREWORKS_MODELS.length()) : name;
    }
}
