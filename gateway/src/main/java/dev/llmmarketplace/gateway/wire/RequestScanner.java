package dev.llmmarketplace.gateway.wire;

import dev.llmmarketplace.gateway.wire.RequestShape.Span;
import java.nio.charset.StandardCharsets;

/**
 * Finds in one pass what a request asks for, and checks the body on the way.
 *
 * <p>A member that decides about routing or money must not stand twice, in whatever spelling: parsers differ in which of
 * two they take, and a caller could have one priced and the other executed.
 */
public final class RequestScanner extends JsonReader {
    private static final int MAX_MODEL = 350;
    private static final int MAX_CHOICES = 128;

    private static final byte[] MODEL = name("model");
    private static final byte[] STREAM = name("stream");
    private static final byte[] STREAM_OPTIONS = name("stream_options");
    private static final byte[] INCLUDE_USAGE = name("include_usage");
    private static final byte[] MAX_TOKENS = name("max_tokens");
    private static final byte[] MAX_COMPLETION_TOKENS = name("max_completion_tokens");
    private static final byte[] CHOICES = name("n");
    private static final byte[] MESSAGES = name("messages");
    private static final byte[] INPUT = name("input");
    private static final byte[][] MEDIA = {name("image_url"), name("input_audio"), name("file")};

    private final RequestShape shape = new RequestShape();
    private int seen;
    /** Of the last flag or limit. */
    private Span valueAt = Span.NONE;

    private boolean counting;
    private long characters;
    private long tokens;
    private int media;
    private long mediaBytes;

    private RequestScanner(byte[] bytes, int length) {
        super(bytes, length);
    }

    private static byte[] name(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads the first {@code length} bytes of {@code body}. */
    public static ScannedBody scan(byte[] body, int length) {
        RequestScanner scanner = new RequestScanner(body, length);
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
        for (boolean first = true; more('}', first); first = false) {
            name();
            topMember();
        }
        endOfText();
        if (!shape.modelAt.present()) {
            throw new Malformed("model", "The member 'model' is missing.");
        }
        shape.prompt = new PromptSize(characters, tokens, end - mediaBytes, media, mediaBytes);
        return shape;
    }

    private void topMember() throws Malformed {
        if (nameIs(MODEL)) {
            model();
        } else if (nameIs(STREAM)) {
            shape.streamed = once(1, "stream") && flag("stream");
        } else if (nameIs(STREAM_OPTIONS)) {
            streamOptions();
        } else if (nameIs(MAX_TOKENS)) {
            shape.maxTokens = once(2, "max_tokens") ? limit("max_tokens") : 0;
            shape.maxTokensAt = valueAt;
        } else if (nameIs(MAX_COMPLETION_TOKENS)) {
            shape.maxCompletionTokens = once(3, "max_completion_tokens") ? limit("max_completion_tokens") : 0;
            shape.maxCompletionTokensAt = valueAt;
        } else if (nameIs(CHOICES)) {
            shape.choices = once(4, "n") ? choices() : 0;
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

    private int choices() throws Malformed {
        long choices = limit("n");
        if (choices > MAX_CHOICES) {
            throw new Malformed("n", "The member 'n' must be 1 to " + MAX_CHOICES + ".");
        }
        return choices == RequestShape.UNBOUNDED ? 1 : (int) choices;
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

    /** Messages, input, and all that only the provider understands. */
    private void content() throws Malformed {
        counting = nameIs(MESSAGES) || nameIs(INPUT);
        skip(1);
        counting = false;
    }

    @Override
    void member(int depth) throws Malformed {
        if (!counting || !isMedium()) {
            skip(depth);
            return;
        }
        int from = at;
        counting = false;
        skip(depth);
        counting = true;
        media++;
        mediaBytes += at - from;
    }

    private boolean isMedium() {
        for (byte[] medium : MEDIA) {
            if (nameIs(medium)) {
                return true;
            }
        }
        return false;
    }

    @Override
    void stringValue() {
        if (counting) {
            characters += stringCharacters;
        }
    }

    @Override
    void numberValue() {
        if (counting) {
            tokens++;
        }
    }
}
