package dev.llmmarketplace.gateway.wire;

/** What can be asked of the data plane. */
public enum Route {
    CHAT_COMPLETIONS("chat.completions", "/chat/completions"),
    COMPLETIONS("completions", "/completions"),
    RESPONSES("responses", "/responses"),
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

    /** True when its answers are generated: they have answer tokens and may come as a stream. */
    public boolean generates() {
        return switch (this) {
            case CHAT_COMPLETIONS, COMPLETIONS, RESPONSES -> true;
            case EMBEDDINGS, MODELS -> false;
        };
    }

    /** True when each whole stream says by an event of its own that it is one; without it, it broke off. */
    public boolean announcesEnd() {
        return this == RESPONSES;
    }
}
