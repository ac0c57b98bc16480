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
        replace(shape.modelAt, model);
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
     * @param preferCompletionTokens which member to add where the caller gave none
     */
    public void limitOutput(RequestShape shape, long bound, boolean preferCompletionTokens) {
        byte[] value = ascii(Long.toString(bound));
        if (shape.outputBound() == RequestShape.UNBOUNDED) {
            addLimit(shape, value, preferCompletionTokens);
            return;
        }
        if (shape.maxTokens > bound) {
            replace(shape.maxTokensAt, value);
        }
        if (shape.maxCompletionTokens > bound) {
            replace(shape.maxCompletionTokensAt, value);
        }
    }

    private void addLimit(RequestShape shape, byte[] value, boolean preferCompletionTokens) {
        Span there = preferCompletionTokens ? shape.maxCompletionTokensAt : shape.maxTokensAt;
        if (there.present()) {
            replace(there, value);
            return;
        }
        String member = preferCompletionTokens ? "max_completion_tokens" : "max_tokens";
        insert(shape.membersFrom, ascii("\"" + member + "\":" + new String(value, StandardCharsets.US_ASCII) + ","));
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
