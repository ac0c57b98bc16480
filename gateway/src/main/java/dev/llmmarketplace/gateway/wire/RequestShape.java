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

    final Vocabulary vocabulary;
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

    long bound = UNBOUNDED;
    Span boundAt = Span.NONE;
    long otherBound = UNBOUNDED;
    Span otherBoundAt = Span.NONE;
    int choices = 1;
    boolean hiddenOutput;
    PromptSize prompt = PromptSize.NONE;

    RequestShape(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * A body that is not looked into.
     *
     * @param model what is called, as {@code provider/service@version}
     * @param text true when the bytes are characters, a few to a token
     */
    public static RequestShape opaque(String model, int bytes, boolean text) {
        RequestShape shape = new RequestShape(Vocabulary.OPAQUE);
        shape.model = model;
        shape.prompt = new PromptSize(text ? bytes : 0, 0, bytes, 0, 0, false);
        return shape;
    }

    /** As the caller names it: {@code provider/service} or {@code provider/service@version}. */
    public String model() {
        return model;
    }

    public boolean streamed() {
        return streamed;
    }

    /** True when the stream's usage is for the caller: asked for, or always there in this dialect. */
    public boolean usageAsked() {
        return usageAsked || !vocabulary.usageOnRequest();
    }

    /** The most answer tokens per choice that the caller allows, or {@link #UNBOUNDED}. */
    public long outputBound() {
        if (bound == UNBOUNDED || otherBound == UNBOUNDED) {
            return Math.max(bound, otherBound);
        }
        return Math.min(bound, otherBound);
    }

    /** Answers that are generated, 1 or more. */
    public int choices() {
        return choices;
    }

    /** True when the model may think in tokens that are billed and not, or not all, in the answer. */
    public boolean hiddenOutput() {
        return hiddenOutput;
    }

    public PromptSize prompt() {
        return prompt;
    }
}
