package dev.llmmarketplace.gateway.wire;

/** What can be asked of the data plane. */
public enum Route {
    CHAT_COMPLETIONS("chat.completions", "/chat/completions"),
    EMBEDDINGS("embeddings", "/embeddings"),
    MODELS("models", "/models");

    private final String scope;
    private final String path;

    Route(String scope, String path) {
        this.scope = scope;
        this.path = path;
    }

    /** Its name in records and in scopes of keys. */
    public String scope() {
        return scope;
    }

    /** Behind a provider's base address. */
    public String path() {
        return path;
    }
}
