package dev.llmmarketplace.gateway.translate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The data of server-sent events (WHATWG HTML, 9.2.6), from pieces of any size. */
final class EventData {
    /** Of one line; a longer one is not an event that a model's answer has. */
    private static final int LONGEST = 16 << 20;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private final StringBuilder data = new StringBuilder();
    private final Deque<String> complete = new ArrayDeque<>();
    private boolean afterReturn;
    private boolean tooLong;

    void add(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            byte next = bytes[at];
            if (next == '\n' && afterReturn) {
                afterReturn = false;
            } else if (next == '\n' || next == '\r') {
                afterReturn = next == '\r';
                endOfLine();
            } else {
                afterReturn = false;
                keep(next);
            }
        }
    }

    private void keep(byte next) {
        if (line.size() == LONGEST) {
            tooLong = true;
        } else {
            line.write(next);
        }
    }

    private void endOfLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.startsWith("data:")) {
            String value = text.substring(text.startsWith("data: ") ? 6 : 5);
            data.append(data.isEmpty() ? "" : "\n").append(value);
        } else if (text.isEmpty() && !data.isEmpty()) {
            complete.add(data.toString());
            data.setLength(0);
        }
    }

    /** The next event's data; null when it is not complete. */
    @Nullable
    String next() {
        return complete.poll();
    }

    boolean tooLong() {
        return tooLong;
    }
}
