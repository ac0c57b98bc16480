package dev.llmmarketplace.gateway.meter;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.function.IntToLongFunction;

/**
 * The write-ahead record of all calls: what is in it survives this process. A directory of segments, grouped in lanes.
 *
 * <p>{@link #open} takes over what earlier processes left; {@link #lane} hands a lane to its writer. Blocking, for the
 * starting thread.
 */
public final class Journal implements AutoCloseable {
    /**
     * @param directory created when missing; used by one process at a time
     * @param segmentBytes size of a file, 1 MiB or more; two per lane always exist
     * @param forceEvery how much a power cut may lose
     * @param retention how long a segment is kept after it was shipped
     */
    public record Settings(Path directory, int segmentBytes, Duration forceEvery, Duration retention) {
        public static final int DEFAULT_SEGMENT_BYTES = 16 << 20;

        public Settings {
            if (segmentBytes < 1 << 16) {
                throw new IllegalArgumentException("a journal segment must have 64 KiB or more");
            }
        }

        public static Settings in(Path directory) {
            return new Settings(directory, DEFAULT_SEGMENT_BYTES, Duration.ofMillis(10), Duration.ofMinutes(10));
        }

        public Settings withSegmentBytes(int changed) {
            return new Settings(directory, changed, forceEvery, retention);
        }
    }

    private final SegmentFiles files;
    private final IntToLongFunction shipped;
    private final Map<Integer, Lane> lanes = new ConcurrentSkipListMap<>();
    private final JournalKeeper keeper;

    private Journal(SegmentFiles files, Settings settings, IntToLongFunction shipped) {
        this.files = files;
        this.shipped = shipped;
        this.keeper = new JournalKeeper(this, settings.forceEvery(), settings.retention());
    }

    /**
     * Takes over the directory. Calls that a dead process left open are closed as interrupted.
     *
     * @param shipped the sink's position of a lane
     * @throws IOException when the directory cannot be read or, after a crash, not be written
     */
    public static Journal open(Settings settings, IntToLongFunction shipped) throws IOException {
        return open(settings, shipped, SegmentAllocator.byWriting());
    }

    static Journal open(Settings settings, IntToLongFunction shipped, SegmentAllocator allocator) throws IOException {
        SegmentFiles files = new SegmentFiles(settings.directory(), settings.segmentBytes(), allocator);
        Journal journal = new Journal(files, settings, shipped);
        for (Map.Entry<Integer, SortedMap<Integer, Segment>> found :
                files.load().entrySet()) {
            journal.recover(found.getKey(), found.getValue());
        }
        return journal;
    }

    private void recover(int number, SortedMap<Integer, Segment> segments) throws IOException {
        Lane lane = create(number, segments);
        LaneTail tail = new LaneTail(lane, shipped.applyAsLong(number));
        while (!tail.next(1000).isEmpty()) {
            // Only what stays open matters here; the shipper reads again.
        }
        for (Map.Entry<Long, OpenedRecord> left : tail.open().entrySet()) {
            lane.storage().provide();
            lane.interrupt(left.getKey(), left.getValue());
        }
    }

    private Lane create(int number, SortedMap<Integer, Segment> segments) {
        LaneStorage storage = new LaneStorage(files, number, segments, shipped.applyAsLong(number));
        Lane lane = new Lane(storage, new Durability(keeper::wake));
        lanes.put(number, lane);
        return lane;
    }

    /**
     * The lane of that number, from now on written by the thread behind {@code writer}.
     *
     * @throws IOException when its first segment cannot be allocated
     */
    public Lane lane(int number, Executor writer) throws IOException {
        Lane lane = lanes.get(number);
        if (lane == null) {
            lane = create(number, new TreeMap<>());
        }
        lane.durability().writtenBy(writer);
        lane.storage().provide();
        lane.storage().grow();
        return lane;
    }

    Collection<Lane> lanes() {
        return lanes.values();
    }

    /** Begins to force, to allocate ahead and to remove. */
    public void start() {
        keeper.start();
    }

    /** Tells where a lane's shipping stands; segments behind it may go. */
    void shipped(Lane lane, long position) {
        keeper.shipped(lane, position);
    }

    /** False while a lane has no room ahead because the disk is full. */
    public boolean writable() {
        for (Lane lane : lanes.values()) {
            if (lane.storage().full()) {
                return false;
            }
        }
        return true;
    }

    /** Forces what is written, then unmaps it. No lane may be used any more. */
    @Override
    public void close() {
        keeper.close();
        lanes.values().forEach(lane -> lane.storage().close());
    }
}
