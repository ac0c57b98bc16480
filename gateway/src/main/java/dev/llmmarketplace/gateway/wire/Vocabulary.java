package dev.llmmarketplace.gateway.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a route's requests call the members that the gateway must know.
 *
 * @param bound of the answer's tokens
 * @param otherBound the same by another name; null when there is none
 * @param usageOnRequest true when a stream reports its usage only if asked by {@code stream_options}
 * @param choices true when several answers can be asked for, by {@code n} or {@code best_of}
 * @param text members that hold the prompt
 * @param open members that let the provider add to the prompt what is not in the body, such as a stored conversation
 * @param callersTools types of tools whose results come from the caller; all others add to the prompt as well
 */
record Vocabulary(
        byte[] bound,
        byte @Nullable [] otherBound,
        boolean usageOnRequest,
        boolean choices,
        byte[][] text,
        byte[][] open,
        byte[][] callersTools) {
    private static final byte[][] NONE = {};

    private static final Vocabulary CHAT = new Vocabulary(
            ascii("max_tokens"),
            ascii("max_completion_tokens"),
            true,
            true,
            names("messages"),
            names("web_search_options"),
            names("function", "custom"));
    private static final Vocabulary COMPLETION =
            new Vocabulary(ascii("max_tokens"), null, true, true, names("prompt"), NONE, NONE);
    private static final Vocabulary RESPONSE = new Vocabulary(
            ascii("max_output_tokens"),
            null,
            false,
            false,
            names("input", "instructions"),
            names("previous_response_id", "conversation", "prompt"),
            names("function", "custom"));
    private static final Vocabulary EMBEDDING =
            new Vocabulary(ascii("max_tokens"), null, false, false, names("input"), NONE, NONE);
    private static final Vocabulary MESSAGE = new Vocabulary(
            ascii("max_tokens"),
            null,
            false,
            false,
            names("messages", "system"),
            names("container", "mcp_servers"),
            names("custom"));

    /** Nothing is looked for. */
    static final Vocabulary OPAQUE = new Vocabulary(ascii(""), null, false, false, NONE, NONE, NONE);

    static Vocabulary of(Route route) {
        return switch (route) {
            case CHAT_COMPLETIONS -> CHAT;
            case COMPLETIONS -> COMPLETION;
            case RESPONSES -> RESPONSE;
            case EMBEDDINGS -> EMBEDDING;
            case MESSAGES, COUNT_TOKENS -> MESSAGE;
            case MODELS, INVOKE -> throw new IllegalArgumentException("requests by " + route + " are not read");
        };
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[][] names(String... names) {
        byte[][] bytes = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            bytes[i] = ascii(names[i]);
        }
        return bytes;
    }
}
