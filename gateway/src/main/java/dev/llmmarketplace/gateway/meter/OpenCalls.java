package dev.llmmarketplace.gateway.meter;

import org.jspecify.annotations.Nullable;

/** The open calls of a lane in the order of their opening. Not thread-safe. */
final class OpenCalls {
    private @Nullable OpenCall first;
    private @Nullable OpenCall last;
    private int size;

    int size() {
        return size;
    }

    /** Position of the oldest, or {@code otherwise} when there is none. */
    long oldest(long otherwise) {
        return first == null ? otherwise : first.position();
    }

    void add(OpenCall call) {
        call.previous = last;
        if (last == null) {
            first = call;
        } else {
            last.next = call;
        }
        last = call;
        size++;
    }

    void remove(OpenCall call) {
        if (call.previous == null) {
            first = call.next;
        } else {
            call.previous.next = call.next;
        }
        if (call.next == null) {
            last = call.previous;
        } else {
            call.next.previous = call.previous;
        }
        size--;
    }
}
