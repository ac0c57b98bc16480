package dev.llmmarketplace.gateway.wire;

/**
 * Finds the ends of server-sent events in pieces of any size, and shows their data to an {@link AnswerScanner}. An event
 * ends with an empty line; lines end with LF, CR LF or CR (WHATWG HTML, 9.2.5).
 */
final class EventParser {
    private static final byte[] DATA = {'d', 'a', 't', 'a', ':'};
    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};
    private static final int NO = -1;

    private final AnswerScanner scanner;

    private boolean eventBegun;
    private boolean hasData;
    private boolean afterReturn;
    private int lineLength;
    /** Bytes of "data:" that this line has matched; NO when it is another line. */
    private int dataMatched;
    /** Bytes of "[DONE]" that this event's data has matched; NO when it is something else. */
    private int doneMatched;

    EventParser(AnswerScanner scanner) {
        this.scanner = scanner;
    }

    /** True when the event that ended last had data. */
    boolean hasData() {
        return hasData;
    }

    /** True when the event that ended last is the marker of the stream's end. */
    boolean isDone() {
        return doneMatched == DONE.length;
    }

    /** Reads on to the end of the present event and returns the position behind it; -1 when it is not in there. */
    int advance(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            begin();
            int lineEnd = lineEnd(bytes, at, to);
            line(bytes, at, lineEnd);
            at = lineEnd;
            if (at < to && terminated(bytes[at++])) {
                return behindLineFeed(bytes, at, to);
            }
        }
        return -1;
    }

    private void begin() {
        if (!eventBegun) {
            eventBegun = true;
            hasData = false;
            doneMatched = 0;
            scanner.restart();
        }
    }

    private static int lineEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at + Words.BYTES <= to && Words.insideLine(bytes, at)) {
            at += Words.BYTES;
        }
        while (at < to && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
        }
        return at;
    }

    private void line(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && dataMatched >= 0 && dataMatched < DATA.length) {
            dataMatched = bytes[at] == DATA[dataMatched] ? dataMatched + 1 : NO;
            at++;
        }
        lineLength += to - from;
        if (dataMatched == DATA.length && at < to) {
            data(bytes, at, to);
        }
    }

    private void data(byte[] bytes, int from, int to) {
        hasData = true;
        for (int at = from; at < to && doneMatched >= 0; at++) {
            if (bytes[at] != ' ') {
                doneMatched = doneMatched < DONE.length && bytes[at] == DONE[doneMatched] ? doneMatched + 1 : NO;
            }
        }
        scanner.scan(bytes, from, to);
    }

    /** True when the line that ends here is an empty one and ends the event. */
    private boolean terminated(byte terminator) {
        boolean secondHalf = afterReturn && terminator == '\n' && lineLength == 0;
        afterReturn = terminator == '\r';
        if (secondHalf) {
            return false;
        }
        boolean empty = lineLength == 0;
        lineLength = 0;
        dataMatched = 0;
        eventBegun &= !empty;
        return empty;
    }

    private int behindLineFeed(byte[] bytes, int at, int to) {
        if (afterReturn && at < to && bytes[at] == '\n') {
            afterReturn = false;
            return at + 1;
        }
        return at;
    }
}
