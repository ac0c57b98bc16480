package dev.llmmarketplace.gateway.meter;

import dev.llmmarketplace.core.metering.UsageRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads a lane in order and joins each closed record to its opened one. Knows the calls that are open at its position,
 * because it begins where the oldest of them was opened. One thread at a time.
 *
 * <p>A frame whose checksum is wrong ends its segment: what follows there cannot be trusted. Later segments are read on,
 * their checksums decide.
 */
final class LaneTail {
    private final Lane lane;
    private final CRC32C crc = new CRC32C();
    private final byte[] frame = new byte[Segment.FRAME + Segment.MAX_PAYLOAD];
    private final Map<Long, OpenedRecord> open = new LinkedHashMap<>();
    private final long shipped;
    private long position;
    private long recordAt;
    private long orphans;

    /** @param shipped the lane's position in the sink; nothing before it comes out */
    LaneTail(Lane lane, long shipped) {
        this.lane = lane;
        this.shipped = shipped;
        this.position = beginning(lane, shipped);
    }

    private static long beginning(Lane lane, long shipped) {
        Segment segment = lane.storage().from(Position.segment(shipped));
        if (segment == null || segment.index() != Position.segment(shipped)) {
            return Position.START;
        }
        return segment.oldestOpen();
    }

    /** Behind the last record that was read. */
    long position() {
        return position;
    }

    /** True when all that is written has been read. */
    boolean caughtUp() {
        return position >= lane.written();
    }

    /** Closed records that were dropped because their opened one was destroyed. */
    long orphans() {
        return orphans;
    }

    /** Calls that are open at the present position, by the position of their opening. */
    Map<Long, OpenedRecord> open() {
        return open;
    }

    /** Reads on until {@code limit} calls are finished or everything is read. */
    List<UsageRecord> next(int limit) {
        List<UsageRecord> finished = new ArrayList<>();
        while (finished.size() < limit) {
            JournalRecord record = read();
            if (record == null) {
                break;
            }
            UsageRecord usage = join(record);
            if (usage != null && position > shipped) {
                finished.add(usage);
            }
        }
        return finished;
    }

    private @Nullable UsageRecord join(JournalRecord record) {
        return switch (record) {
            case OpenedRecord opened -> {
                open.put(recordAt, opened);
                yield null;
            }
            case ClosedRecord closed -> {
                OpenedRecord opened = open.remove(closed.openedAt());
                orphans += opened == null && position > shipped ? 1 : 0;
                yield opened == null ? null : opened.finished(closed);
            }
        };
    }

    private @Nullable JournalRecord read() {
        while (position < lane.written()) {
            Segment segment = lane.storage().from(Position.segment(position));
            if (segment == null) {
                return null;
            }
            int offset = segment.index() == Position.segment(position) ? Position.offset(position) : Segment.HEADER;
            int length = segment.read(Math.max(offset, Segment.HEADER), frame, crc);
            if (length > 0) {
                return decode(segment.index(), Math.max(offset, Segment.HEADER), length);
            }
            position = Position.of(segment.index() + 1, 0);
        }
        return null;
    }

    private JournalRecord decode(int segment, int offset, int length) {
        recordAt = Position.of(segment, offset);
        position = Position.of(segment, offset + Segment.footprint(length));
        return RecordCodec.decode(ByteBuffer.wrap(frame, Segment.FRAME, length));
    }
}
