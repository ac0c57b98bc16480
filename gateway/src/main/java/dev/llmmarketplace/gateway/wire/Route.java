package dev.llmmarketplace.gateway.wire;

import dev.llmmarketplace.core.catalog.Dialect;
import org.jspecify.annotations.Nullable;

/** What can be asked of the data plane. */
public enum Route {
    CHAT_COMPLETIONS("chat.completions", "/chat/completions", Dialect.OPENAI),
    COMPLETIONS("completions", "/completions", Dialect.OPENAI),
    RESPONSES("responses", "/responses", Dialect.OPENAI),
    EMBEDDINGS("embeddings", "/embeddings", Dialect.OPENAI),
    MODELS("models", "/models", Dialect.OPENAI),
    MESSAGES("messages", "/messages", Dialect.ANTHROPIC),
    /** How many tokens a prompt of {@link #MESSAGES} has. Admitted like all others, and free. */
    COUNT_TOKENS("messages.count_tokens", "/messages/count_tokens", Dialect.ANTHROPIC),
    /** A service of any shape: what is asked and answered is not looked into, but for reported usage. */
    INVOKE("invoke", "", Dialect.CUSTOM);

    private final String scope;
    private final String path;
    private final Dialect dialect;

    Route(String scope, String path, Dialect dialect) {
        this.scope = scope;
        this.path = path;
        this.dialect = dialect;
    }

    /** Its name in records and in scopes of keys. */
    public String scope() {
        return scope;
    }

    /** Behind a provider's base address. */
    public String path() {
        return path;
    }

    /** What it is asked and answered in. */
    public Dialect dialect() {
        return dialect;
    }

    /**
     * The route of a provider that speaks {@code spoken} by which calls by this one are served: itself, or one that it can
     * be translated to; null when there is none.
     */
    public @Nullable Route in(Dialect spoken) {
        if (dialect == spoken) {
            return this;
        }
        if (this == CHAT_COMPLETIONS && spoken == Dialect.ANTHROPIC) {
            return MESSAGES;
        }
        return this == MESSAGES && spoken == Dialect.OPENAI ? CHAT_COMPLETIONS : null;
    }

    /** True when its answers are generated: they have answer tokens and may come as a stream. */
    public boolean generates() {
        return switch (this) {
            case CHAT_COMPLETIONS, COMPLETIONS, RESPONSES, MESSAGES -> true;
            case EMBEDDINGS, MODELS, COUNT_TOKENS, INVOKE -> false;
        };
    }

    /**
     * The route by which a service is called that is addressed by its own name, with a body in its own format.
     *
     * @param embeds true for a service whose answers are embeddings
     */
    public static Route nativeTo(Dialect spoken, boolean embeds) {
        return switch (spoken) {
            case OPENAI -> embeds ? EMBEDDINGS : CHAT_COMPLETIONS;
            case ANTHROPIC -> MESSAGES;
            case CUSTOM -> INVOKE;
        };
    }

    /** True when bodies go on as they are, whatever they are. */
    public boolean opaque() {
        return this == INVOKE;
    }

    /** True when its calls are billed. */
    public boolean billed() {
        return this != COUNT_TOKENS;
    }

    /** True when each whole stream says by an event of its own that it is one; without it, it broke off. */
    public boolean announcesEnd() {
        return this == RESPONSES || this == MESSAGES;
    }
}
