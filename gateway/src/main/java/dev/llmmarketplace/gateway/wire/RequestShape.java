package dev.llmmarketplace.gateway.wire;

/**
 * What the gateway must know of a request body, and where it stands there. Made by {@link RequestScanner}; the figures
 * about the prompt are bounds and estimates, see {@link PromptSize}.
 */
public final class RequestShape {
    /** Where a value stands, the end exclusive; {@code from} is -1 when there is none. */
    record Span(int from, int to) {
        static final Span NONE = new Span(-1, -1);

        boolean present() {
            return from >= 0;
        }
    }

    /** The caller set no limit. */
    public static final long UNBOUNDED = -1;

    String model = "";
    Span modelAt = Span.NONE;
    /** Just behind the opening brace. */
    int membersFrom;

    boolean streamed;
    boolean usageAsked;
    Span includeUsageAt = Span.NONE;
    Span streamOptionsAt = Span.NONE;
    boolean streamOptionsNull;
    boolean streamOptionsEmpty;

    long maxTokens = UNBOUNDED;
    Span maxTokensAt = Span.NONE;
    long maxCompletionTokens = UNBOUNDED;
    Span maxCompletionTokensAt = Span.NONE;
    int choices = 1;
    PromptSize prompt = PromptSize.NONE;

    RequestShape() {}

    /** As the caller names it: {@code provider/service} or {@code provider/service@version}. */
    public String model() {
        return model;
    }

    public boolean streamed() {
        return streamed;
    }

    /** True when the caller wants the stream's usage itself. */
    public boolean usageAsked() {
        return usageAsked;
    }

    /** The most answer tokens per choice that the caller allows, or {@link #UNBOUNDED}. */
    public long outputBound() {
        if (maxTokens == UNBOUNDED || maxCompletionTokens == UNBOUNDED) {
            return Math.max(maxTokens, maxCompletionTokens);
        }
        return Math.min(maxTokens, maxCompletionTokens);
    }

    /** Answers asked for, 1 or more. */
    public int choices() {
        return choices;
    }

    public PromptSize prompt() {
        return prompt;
    }
}
