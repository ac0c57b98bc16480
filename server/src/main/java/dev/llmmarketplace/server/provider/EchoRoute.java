package dev.llmmarketplace.server.provider;

import org.jspecify.annotations.Nullable;

/** The routes that the chat model answers, each in its own shapes. */
enum EchoRoute {
    CHAT("chat.completions"),
    COMPLETION("completions"),
    RESPONSE("responses"),
    MESSAGE("messages");

    private final String scope;

    EchoRoute(String scope) {
        this.scope = scope;
    }

    /** As the marketplace calls it. */
    String scope() {
        return scope;
    }

    /** @param usage what to say of it; null for nothing */
    AnswerWire wire(ChatRequest request, @Nullable StatedUsage usage, boolean streamed) {
        return switch (this) {
            case CHAT -> new ChatWire(streamed, usage, request.includeUsage());
            case COMPLETION -> new CompletionWire(usage, request.includeUsage());
            case RESPONSE -> new ResponseWire(usage);
            case MESSAGE -> new MessageWire(usage);
        };
    }
}
