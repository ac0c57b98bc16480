package dev.llmmarketplace.gateway.wire;

import java.util.Arrays;

/**
 * Server-sent events on their way to the caller. Whole events go on at once; the beginning of one waits for its end, so
 * that an error of ours never lands in the middle of it; and an event that only reports usage can be taken out. What
 * waits is bounded: an event longer than that goes on in pieces.
 */
public final class EventStream {
    private static final int LONGEST_WAIT = 256 * 1024;
    private static final byte[] NOTHING = new byte[0];

    private final AnswerScanner scanner;
    private final EventParser parser;
    private final boolean dropUsage;

    private byte[] waiting = NOTHING;
    private boolean goneInPart;
    private boolean done;
    private boolean errorFirst;
    private int events;
    private int pieces;

    private byte[] out = NOTHING;
    private int outFrom;
    private int outTo;

    /** @param dropUsage true when events that only report usage are not for the caller */
    public EventStream(AnswerScanner scanner, boolean dropUsage) {
        this.scanner = scanner;
        this.parser = new EventParser(scanner);
        this.dropUsage = dropUsage;
    }

    /** True once the stream has said that it is complete. */
    public boolean done() {
        return done;
    }

    /** Events with data so far, the marker of the end excluded. */
    public int events() {
        return events;
    }

    /** Events with content so far. */
    public int pieces() {
        return pieces;
    }

    /** True when the first event with data was an error. */
    public boolean beginsWithError() {
        return errorFirst;
    }

    /** True while the beginning of an event has gone on and its end has not. */
    public boolean insideEvent() {
        return goneInPart;
    }

    /** What goes on: bytes {@link #outFrom} to {@link #outTo} of this array, until the next call. */
    public byte[] out() {
        return out;
    }

    public int outFrom() {
        return outFrom;
    }

    public int outTo() {
        return outTo;
    }

    /** Takes the first {@code length} bytes of the next piece; the array is the stream's until the next call. */
    public void pass(byte[] bytes, int length) {
        out = NOTHING;
        outFrom = 0;
        outTo = 0;
        int kept = 0;
        int start = 0;
        for (int end = parser.advance(bytes, 0, length); end >= 0; end = parser.advance(bytes, end, length)) {
            if (endOfEvent()) {
                emitEvents(bytes, kept, start);
                waiting = NOTHING;
                kept = end;
            }
            start = end;
        }
        emitEvents(bytes, kept, start);
        keep(bytes, start, length);
    }

    /** The stream has ended: what still waits goes on, as its sender meant it to. */
    public void finish() {
        done |= parser.isDone() || scanner.ended();
        out = waiting;
        outFrom = 0;
        outTo = waiting.length;
        goneInPart |= waiting.length > 0;
        waiting = NOTHING;
    }

    /** Notes what the event was; true when it is to be taken out. */
    private boolean endOfEvent() {
        done |= parser.isDone() || scanner.ended();
        events += parser.hasData() && !parser.isDone() ? 1 : 0;
        pieces += scanner.contentHere() ? 1 : 0;
        errorFirst |= events <= 1 && scanner.failed();
        boolean onlyUsage = parser.hasData() && scanner.usageHere() && scanner.choiceItems() == 0;
        boolean drop = dropUsage && onlyUsage && !goneInPart;
        goneInPart = false;
        return drop;
    }

    /** Lets whole events go on, the first of which may have begun in what waits. */
    private void emitEvents(byte[] bytes, int from, int to) {
        if (from < to) {
            emit(waiting, 0, waiting.length);
            emit(bytes, from, to);
            waiting = NOTHING;
        }
    }

    /** Lets the beginning of an event wait. */
    private void keep(byte[] bytes, int from, int to) {
        waiting = join(waiting, 0, waiting.length, bytes, from, to);
        if (waiting.length > LONGEST_WAIT || goneInPart) {
            goneInPart = true;
            emit(waiting, 0, waiting.length);
            waiting = NOTHING;
        }
    }

    private void emit(byte[] bytes, int from, int to) {
        if (from == to) {
            return;
        }
        if (outFrom == outTo) {
            out = bytes;
            outFrom = from;
            outTo = to;
        } else {
            out = join(out, outFrom, outTo, bytes, from, to);
            outFrom = 0;
            outTo = out.length;
        }
    }

    private static byte[] join(byte[] first, int from, int to, byte[] second, int secondFrom, int secondTo) {
        if (secondFrom == secondTo && from == 0 && to == first.length) {
            return first;
        }
        byte[] joined = Arrays.copyOfRange(first, from, to + secondTo - secondFrom);
        System.arraycopy(second, secondFrom, joined, to - from, secondTo - secondFrom);
        return joined;
    }
}
