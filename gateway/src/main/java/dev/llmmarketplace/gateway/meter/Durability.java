package dev.llmmarketplace.gateway.meter;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How far a lane is on the medium, and who waits for it. The keeper forces; waiters belong to the writer's thread and
 * are woken there.
 */
final class Durability {
    private record Waiter(long position, Runnable action) {}

    private final Runnable forceSoon;
    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
    private volatile Executor writer = Runnable::run;
    private volatile long forced;
    private volatile boolean awaited;

    /** @param forceSoon asks the keeper not to wait for its interval */
    Durability(Runnable forceSoon) {
        this.forceSoon = forceSoon;
    }

    /** @param executor runs tasks on the thread that writes the lane from now on */
    void writtenBy(Executor executor) {
        writer = executor;
    }

    void whenForced(long position, Runnable action) {
        if (forced >= position) {
            action.run();
            return;
        }
        waiters.add(new Waiter(position, action));
        awaited = true;
        forceSoon.run();
    }

    /** Called by the keeper alone. */
    void force(LaneStorage storage, long written) {
        if (written > forced) {
            force(storage, forced, written);
            forced = written;
        }
        // Read after forced is set, as a waiter sets it after it has read forced: one of both sees the other.
        if (awaited) {
            writer.execute(this::wake);
        }
    }

    private static void force(LaneStorage storage, long from, long written) {
        for (Segment segment = storage.from(Position.segment(from));
                segment != null && segment.index() <= Position.segment(written);
                segment = storage.from(segment.index() + 1)) {
            force(segment, from, written);
        }
    }

    private static void force(Segment segment, long from, long to) {
        // The header is forced with the first frame.
        int first = segment.index() == Position.segment(from) ? Position.offset(from) : 0;
        int behind = segment.index() == Position.segment(to) ? Position.offset(to) : segment.capacity();
        segment.force(first, behind);
    }

    private void wake() {
        awaited = false;
        long reached = forced;
        for (@Nullable Waiter waiter = waiters.peek();
                waiter != null && waiter.position() <= reached;
                waiter = waiters.peek()) {
            waiters.remove();
            waiter.action().run();
        }
        awaited |= !waiters.isEmpty();
    }
}
