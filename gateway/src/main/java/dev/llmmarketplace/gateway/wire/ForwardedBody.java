package dev.llmmarketplace.gateway.wire;

import dev.llmmarketplace.gateway.wire.RequestShape.Span;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * A request body as the provider gets it: the caller's bytes with a few values spliced in. Nothing is copied until it is
 * written.
 */
public final class ForwardedBody {
    private static final byte[] MODEL = ascii("model");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] USAGE_OBJECT = ascii("{\"include_usage\":true}");
    private static final byte[] USAGE_MEMBER = ascii("\"include_usage\":true");
    private static final byte[] USAGE_FIRST = ascii("\"include_usage\":true,");
    private static final byte[] OPTIONS_FIRST = ascii("\"stream_options\":{\"include_usage\":true},");
    /** The model, the usage wish and two limits. */
    private static final int MOST_EDITS = 4;

    private final byte[] source;
    private final int sourceLength;
    private final int[] from = new int[MOST_EDITS];
    private final int[] to = new int[MOST_EDITS];
    private final byte[][] replacements = new byte[MOST_EDITS][];
    private int edits;
    private int length;

    /** @param model the provider's name of the model as a JSON string */
    public ForwardedBody(byte[] source, int sourceLength, RequestShape shape, byte[] model) {
        this.source = source;
        this.sourceLength = sourceLength;
        this.length = sourceLength;
        if (shape.modelAt.present()) {
            replace(shape.modelAt, model);
        } else {
            insert(shape.membersFrom, member(MODEL, model));
        }
    }

    /** A body that is as it should be. */
    public ForwardedBody(byte[] whole) {
        this(whole, whole.length);
    }

    /** The first {@code length} bytes of a body that is as it should be. */
    public ForwardedBody(byte[] source, int length) {
        this.source = source;
        this.sourceLength = length;
        this.length = length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Asks the provider for the stream's usage. */
    public void askForUsage(RequestShape shape) {
        Span options = shape.streamOptionsAt;
        if (shape.includeUsageAt.present()) {
            replace(shape.includeUsageAt, TRUE);
        } else if (!options.present()) {
            insert(shape.membersFrom, OPTIONS_FIRST);
        } else if (shape.streamOptionsNull) {
            replace(options, USAGE_OBJECT);
        } else {
            insert(options.from() + 1, shape.streamOptionsEmpty ? USAGE_MEMBER : USAGE_FIRST);
        }
    }

    /**
     * Keeps each answer to at most {@code bound} tokens.
     *
     * @param preferOther which of the route's two names to use where the caller gave no limit
     */
    public void limitOutput(RequestShape shape, long bound, boolean preferOther) {
        byte[] value = ascii(Long.toString(bound));
        if (shape.outputBound() == RequestShape.UNBOUNDED) {
            addLimit(shape, value, preferOther);
            return;
        }
        if (shape.bound > bound) {
            replace(shape.boundAt, value);
        }
        if (shape.otherBound > bound) {
            replace(shape.otherBoundAt, value);
        }
    }

    private void addLimit(RequestShape shape, byte[] value, boolean preferOther) {
        byte[] other = shape.vocabulary.otherBound();
        boolean useOther = preferOther && other != null;
        Span there = useOther ? shape.otherBoundAt : shape.boundAt;
        if (there.present()) {
            replace(there, value);
            return;
        }
        byte[] member = useOther && other != null ? other : shape.vocabulary.bound();
        insert(shape.membersFrom, member(member, value));
    }

    /** A member and a comma. */
    private static byte[] member(byte[] name, byte[] value) {
        byte[] member = new byte[name.length + value.length + 4];
        member[0] = '"';
        System.arraycopy(name, 0, member, 1, name.length);
        member[name.length + 1] = '"';
        member[name.length + 2] = ':';
        System.arraycopy(value, 0, member, name.length + 3, value.length);
        member[member.length - 1] = ',';
        return member;
    }

    private void insert(int at, byte[] bytes) {
        replace(new Span(at, at), bytes);
    }

    private void replace(Span span, byte[] replacement) {
        int slot = edits++;
        while (slot > 0 && from[slot - 1] > span.from()) {
            from[slot] = from[slot - 1];
            to[slot] = to[slot - 1];
            replacements[slot] = replacements[slot - 1];
            slot--;
        }
        from[slot] = span.from();
        to[slot] = span.to();
        replacements[slot] = replacement;
        length += replacement.length - (span.to() - span.from());
    }

    public int length() {
        return length;
    }

    /** Copies the body behind what {@code out} holds. */
    public void writeTo(ByteBuf out) {
        int at = 0;
        for (int i = 0; i < edits; i++) {
            out.writeBytes(source, at, from[i] - at).writeBytes(replacements[i]);
            at = to[i];
        }
        out.writeBytes(source, at, sourceLength - at);
    }

    /** The body without a copy, for large ones. */
    public ByteBuf wrapped() {
        ByteBuf[] pieces = new ByteBuf[2 * edits + 1];
        int at = 0;
        for (int i = 0; i < edits; i++) {
            pieces[2 * i] = Unpooled.wrappedBuffer(source, at, from[i] - at);
            pieces[2 * i + 1] = Unpooled.wrappedBuffer(replacements[i]);
            at = to[i];
        }
        pieces[2 * edits] = Unpooled.wrappedBuffer(source, at, sourceLength - at);
        return Unpooled.wrappedBuffer(pieces);
    }
}
