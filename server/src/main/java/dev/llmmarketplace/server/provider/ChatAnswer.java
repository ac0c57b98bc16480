package dev.llmmarketplace.server.provider;

import dev.llmmarketplace.server.provider.Directives.Shape;
import org.jspecify.annotations.Nullable;

/**
 * What the chat model says. The same request always gets the same.
 *
 * @param text the answer, or the arguments when a tool is called
 * @param tokens how many {@code text} has, a tool's name included
 * @param tool name of the tool that is called; null for an ordinary answer
 */
record ChatAnswer(
        String text,
        int tokens,
        String finishReason,
        @Nullable String tool) {
    /** Eight bytes and one token each, so that sizes and counts are easy to ask for. */
    private static final String WORD = " filler1";

    private static final String FILLER = WORD.repeat(4096);

    static ChatAnswer to(ChatRequest request) {
        return switch (request.directives().shape()) {
            case Shape.Echo() -> bounded(echo(request.directives().text()), request.mostTokens());
            case Shape.Text(String text) -> bounded(text, request.mostTokens());
            case Shape.Tokens(int count) -> filler(count, request.mostTokens());
            case Shape.Bytes(int count) -> bounded(filler(count), request.mostTokens());
            case Shape.Tool(String name, String arguments) ->
                new ChatAnswer(arguments, Tokenizer.count(name) + Tokenizer.count(arguments), "tool_calls", name);
        };
    }

    private static String echo(String text) {
        return text.isBlank() ? "Hello." : "You said: " + text;
    }

    private static ChatAnswer bounded(String text, int most) {
        int tokens = Tokenizer.count(text);
        return tokens <= most
                ? new ChatAnswer(text, tokens, "stop", null)
                : new ChatAnswer(Tokenizer.first(text, most), most, "length", null);
    }

    private static ChatAnswer filler(int tokens, int most) {
        int given = Math.min(tokens, most);
        return new ChatAnswer(
                filler(Math.multiplyExact(given, WORD.length())), given, given < tokens ? "length" : "stop", null);
    }

    private static String filler(int length) {
        return length <= FILLER.length()
                ? FILLER.substring(0, length)
                : WORD.repeat(length / WORD.length() + 1).substring(0, length);
    }
}
