package dev.llmmarketplace.gateway.wire;

import dev.llmmarketplace.gateway.wire.RequestShape.Span;
import org.jspecify.annotations.Nullable;

/**
 * Finds in one pass what a request asks for, and checks the body on the way.
 *
 * <p>A member that decides about routing or money must not stand twice, in whatever spelling: parsers differ in which of
 * two they take, and a caller could have one priced and the other executed.
 */
public final class RequestScanner extends PromptReader {
    private static final int MAX_MODEL = 350;
    private static final int MAX_CHOICES = 128;
    private static final int MAX_PROMPTS = 2048;

    private static final byte[] MODEL = name("model");
    private static final byte[] STREAM = name("stream");
    private static final byte[] STREAM_OPTIONS = name("stream_options");
    private static final byte[] INCLUDE_USAGE = name("include_usage");
    private static final byte[] CHOICES = name("n");
    private static final byte[] CANDIDATES = name("best_of");
    private static final byte[] PROMPT = name("prompt");
    private static final byte[] BACKGROUND = name("background");
    private static final byte[] TOOLS = name("tools");
    private static final byte[] THINKING = name("thinking");
    private static final byte[] DISABLED = name("disabled");

    private final RequestShape shape;
    /** What is called when the body need not say it. */
    private final @Nullable String named;

    private int seen;
    /** Of the last flag or limit. */
    private Span valueAt = Span.NONE;

    private int wanted = 1;
    private int candidates = 1;
    private int prompts = 1;

    private RequestScanner(Route route, @Nullable String named, byte[] bytes, int length) {
        super(route, bytes, length);
        this.named = named;
        this.shape = new RequestShape(vocabulary);
    }

    /** Reads the first {@code length} bytes of {@code body}, a request by {@code route}. */
    public static ScannedBody scan(Route route, byte[] body, int length) {
        return scan(route, null, body, length);
    }

    /** The same of a request to the model {@code named}, whatever the body says, if it says anything. */
    public static ScannedBody scan(Route route, @Nullable String named, byte[] body, int length) {
        RequestScanner scanner = new RequestScanner(route, named, body, length);
        try {
            return new ScannedBody.Usable(scanner.read());
        } catch (Malformed e) {
            return new ScannedBody.Unusable(String.valueOf(e.getMessage()), e.member);
        }
    }

    private RequestShape read() throws Malformed {
        if (at == end) {
            throw new Malformed("the body is empty", 0);
        }
        if (peek() != '{') {
            throw new Malformed("the body must be a JSON object; it is not one", at);
        }
        shape.membersFrom = ++at;
        boolean empty = true;
        for (; more('}', empty); empty = false) {
            name();
            topMember();
        }
        endOfText();
        if (named != null) {
            if (empty) {
                throw new Malformed("the body must have members; it is an empty object", 0);
            }
            shape.model = named;
        } else if (!shape.modelAt.present()) {
            throw new Malformed("model", "The member 'model' is missing.");
        }
        shape.choices = Math.max(wanted, candidates) * prompts;
        shape.prompt = promptSize();
        return shape;
    }

    private void topMember() throws Malformed {
        if (nameIs(MODEL)) {
            model();
        } else if (nameIs(STREAM)) {
            shape.streamed = once(1, "stream") && flag("stream");
        } else if (nameIs(vocabulary.bound())) {
            shape.bound = limitOnce(2);
            shape.boundAt = valueAt;
        } else if (vocabulary.otherBound() != null && nameIs(vocabulary.otherBound())) {
            shape.otherBound = limitOnce(3);
            shape.otherBoundAt = valueAt;
        } else if (vocabulary.usageOnRequest() && nameIs(STREAM_OPTIONS)) {
            streamOptions();
        } else if (vocabulary.choices() && nameIs(CHOICES)) {
            wanted = once(4, "n") ? choices("n") : 1;
        } else if (route == Route.COMPLETIONS && nameIs(CANDIDATES)) {
            candidates = once(7, "best_of") ? choices("best_of") : 1;
        } else if (route == Route.COMPLETIONS && nameIs(PROMPT)) {
            prompts();
        } else if (route == Route.RESPONSES && nameIs(BACKGROUND)) {
            background();
        } else if (route == Route.MESSAGES && nameIs(THINKING)) {
            shape.hiddenOutput |= peek() != 'n' && !typeIs(DISABLED);
        } else if (vocabulary.callersTools().length > 0 && nameIs(TOOLS)) {
            tools();
        } else {
            content();
        }
    }

    /** Always true; fails when the member was there before. */
    private boolean once(int bit, String member) throws Malformed {
        if ((seen & 1 << bit) != 0) {
            throw new Malformed(member, "The member '" + member + "' stands twice.");
        }
        seen |= 1 << bit;
        return true;
    }

    private void model() throws Malformed {
        once(0, "model");
        if (peek() != '"') {
            throw new Malformed("model", "The member 'model' must be a string.");
        }
        int from = at;
        string();
        if (stringTo == stringFrom || stringTo - stringFrom > MAX_MODEL) {
            throw new Malformed("model", "The member 'model' must have 1 to " + MAX_MODEL + " bytes.");
        }
        shape.model = text();
        shape.modelAt = new Span(from, at);
    }

    private boolean flag(String member) throws Malformed {
        byte first = peek();
        int from = at;
        switch (first) {
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> throw new Malformed(member, "The member '" + member + "' must be true or false.");
        }
        valueAt = new Span(from, at);
        return first == 't';
    }

    /** Reads the limit whose name was just read. */
    private long limitOnce(int bit) throws Malformed {
        String member = text();
        once(bit, member);
        return limit(member);
    }

    /** Reads a whole number from 1 on; null counts as absent. */
    private long limit(String member) throws Malformed {
        byte first = peek();
        int from = at;
        if (first == 'n') {
            literal("null");
        } else if (first == '-' || first >= '0' && first <= '9') {
            number();
        } else {
            throw new Malformed(member, "The member '" + member + "' must be a whole number.");
        }
        valueAt = new Span(from, at);
        return first == 'n' ? RequestShape.UNBOUNDED : positive(member, from);
    }

    private long positive(String member, int from) throws Malformed {
        long value = 0;
        for (int i = from; i < at; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || value > Integer.MAX_VALUE) {
                throw new Malformed(member, "The member '" + member + "' must be a whole number from 1 to 2147483647.");
            }
            value = value * 10 + digit;
        }
        if (value == 0 || value > Integer.MAX_VALUE) {
            throw new Malformed(member, "The member '" + member + "' must be a whole number from 1 to 2147483647.");
        }
        return value;
    }

    private int choices(String member) throws Malformed {
        long choices = limit(member);
        if (choices > MAX_CHOICES) {
            throw new Malformed(member, "The member '" + member + "' must be 1 to " + MAX_CHOICES + ".");
        }
        return choices == RequestShape.UNBOUNDED ? 1 : (int) choices;
    }

    private void prompts() throws Malformed {
        once(8, "prompt");
        prompts = prompt();
        if (prompts > MAX_PROMPTS) {
            throw new Malformed("prompt", "The member 'prompt' may hold " + MAX_PROMPTS + " prompts at the most.");
        }
    }

    private void background() throws Malformed {
        if (once(9, "background") && flag("background")) {
            throw new Malformed(
                    "background",
                    "Answers in the background cannot be metered: leave out 'background' or set it to false.");
        }
    }

    private void streamOptions() throws Malformed {
        once(5, "stream_options");
        byte first = peek();
        int from = at;
        if (first == 'n') {
            literal("null");
        } else if (first == '{') {
            at++;
            streamOptionMembers();
        } else {
            throw new Malformed("stream_options", "The member 'stream_options' must be an object.");
        }
        shape.streamOptionsAt = new Span(from, at);
        shape.streamOptionsNull = first == 'n';
    }

    private void streamOptionMembers() throws Malformed {
        boolean first = true;
        for (; more('}', first); first = false) {
            name();
            if (nameIs(INCLUDE_USAGE)) {
                shape.usageAsked = once(6, "stream_options.include_usage") && flag("stream_options.include_usage");
                shape.includeUsageAt = valueAt;
            } else {
                skip(2);
            }
        }
        shape.streamOptionsEmpty = first;
    }
}
