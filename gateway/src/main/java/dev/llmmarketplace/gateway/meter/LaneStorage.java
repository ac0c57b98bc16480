package dev.llmmarketplace.gateway.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The segments of one lane. The writer takes the spare one, the keeper provides the next and removes those that are not
 * needed any more; so the writer never waits for a disk.
 */
final class LaneStorage {
    private final SegmentFiles files;
    private final int lane;
    private final ConcurrentNavigableMap<Integer, Segment> segments = new ConcurrentSkipListMap<>();
    private final AtomicReference<@Nullable Segment> spare = new AtomicReference<>();
    /** Touched by whoever provides: the starting thread, then the keeper. */
    private int lastIndex;

    private volatile boolean growing;
    private volatile boolean full;

    /**
     * @param shipped the lane's position in the sink. New segments lie behind it even where the files were removed by
     *     hand, because positions only grow
     */
    LaneStorage(SegmentFiles files, int lane, SortedMap<Integer, Segment> existing, long shipped) {
        this.files = files;
        this.lane = lane;
        segments.putAll(existing);
        lastIndex = Math.max(existing.isEmpty() ? 0 : existing.lastKey(), Position.segment(shipped));
    }

    int lane() {
        return lane;
    }

    /** Behind everything that was there at the start. */
    long end() {
        return segments.isEmpty()
                ? Position.START
                : Position.of(
                        segments.lastKey(), segments.lastEntry().getValue().capacity());
    }

    int spareCapacity() {
        Segment ready = spare.getAcquire();
        return ready == null ? 0 : ready.capacity() - Segment.HEADER;
    }

    /** The spare segment, which now belongs to the writer. */
    Segment take() {
        Segment ready = spare.getAndSet(null);
        if (ready == null) {
            throw new IllegalStateException("lane " + lane + " has no spare segment, which its writer must check");
        }
        segments.put(ready.index(), ready);
        return ready;
    }

    /** From now on the keeper sees to a spare segment. */
    void grow() {
        growing = true;
    }

    boolean growing() {
        return growing;
    }

    /** Makes sure that there is a spare segment. Blocking; one thread at a time. */
    void provide() throws IOException {
        if (spare.getAcquire() != null) {
            return;
        }
        try {
            spare.setRelease(files.create(lane, lastIndex + 1));
            lastIndex++;
            full = false;
        } catch (IOException e) {
            full = true;
            throw e;
        }
    }

    /** True while no spare segment could be made. */
    boolean full() {
        return full;
    }

    /** The segment with the lowest index from {@code index} on. */
    @Nullable
    Segment from(int index) {
        var entry = segments.ceilingEntry(index);
        return entry == null ? null : entry.getValue();
    }

    /**
     * Removes segments that were last written before {@code unixMillis} and that recovery from {@code shipped} would not
     * read: those before the oldest call that was open when the segment of that position began.
     */
    void removeShipped(long shipped, long unixMillis) {
        Segment reached = segments.get(Position.segment(shipped));
        if (reached == null) {
            return;
        }
        for (Segment segment :
                segments.headMap(Position.segment(reached.oldestOpen())).values()) {
            if (lastWritten(segment) > unixMillis) {
                return;
            }
            segments.remove(segment.index());
            segment.delete();
        }
    }

    private static long lastWritten(Segment segment) {
        try {
            return Files.getLastModifiedTime(segment.file()).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the time of " + segment.file(), e);
        }
    }

    /** Unmaps everything. The files stay, but for a spare one. */
    void close() {
        Segment unused = spare.getAndSet(null);
        if (unused != null) {
            unused.delete();
        }
        segments.values().forEach(Segment::close);
        segments.clear();
    }
}
