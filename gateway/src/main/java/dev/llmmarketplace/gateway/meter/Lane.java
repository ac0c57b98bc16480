package dev.llmmarketplace.gateway.meter;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The part of the journal that one event loop writes. Appending is a copy into mapped memory: no lock, no system call;
 * what was appended survives the process at once and the machine after the next force.
 *
 * <p>Threads: {@link #open}, {@link #close} and {@link #whenForced} belong to the writer. It publishes how far it has
 * written with a release store after the bytes are in place; the shipper and the keeper read that first and therefore
 * see whole frames only.
 *
 * <p>May be lost: nothing when the process dies; when the machine does, what was appended since the last force. A call is
 * opened only while there is room to close it and all other open ones, so a full disk refuses new calls and loses none.
 */
public final class Lane {
    private static final int MAX_FOOTPRINT = Segment.footprint(Segment.MAX_PAYLOAD);
    private static final int CLOSED_FOOTPRINT = Segment.footprint(RecordCodec.MAX_CLOSED);

    private final LaneStorage storage;
    private final Durability durability;
    private final OpenCalls calls = new OpenCalls();
    private final CRC32C crc = new CRC32C();
    private final byte[] frame = new byte[Segment.FRAME + Segment.MAX_PAYLOAD];
    private final ByteBuffer payload = ByteBuffer.wrap(frame);
    private final AtomicLong written;

    private @Nullable Segment current;
    private int offset;

    Lane(LaneStorage storage, Durability durability) {
        this.storage = storage;
        this.durability = durability;
        this.written = new AtomicLong(storage.end());
    }

    /**
     * Records that a call is about to be forwarded.
     *
     * @return null when the storage is full; the call must then be refused
     */
    public @Nullable OpenCall open(OpenedRecord record) {
        payload.clear().position(Segment.FRAME);
        RecordCodec.encode(record, payload);
        int length = payload.position() - Segment.FRAME;
        if (!hasRoom(length)) {
            return null;
        }
        OpenCall call = new OpenCall(record.call(), append(length));
        calls.add(call);
        return call;
    }

    /**
     * Records how a call ended; exactly once.
     *
     * @return the position behind the record, for {@link #whenForced}
     */
    public long close(OpenCall call, ClosedRecord record) {
        if (call.closed) {
            throw new IllegalStateException("call " + call.call() + " is closed already");
        }
        payload.clear().position(Segment.FRAME);
        RecordCodec.encode(record, payload);
        append(payload.position() - Segment.FRAME);
        call.closed = true;
        calls.remove(call);
        return written.getPlain();
    }

    /** Closes a call that an earlier process opened. */
    void interrupt(long openedAt, OpenedRecord opened) {
        payload.clear().position(Segment.FRAME);
        RecordCodec.encode(ClosedRecord.interrupted(opened, openedAt), payload);
        append(payload.position() - Segment.FRAME);
    }

    /** Runs {@code action} on the writer's thread once everything before {@code position} is on the medium. */
    public void whenForced(long position, Runnable action) {
        durability.whenForced(position, action);
    }

    /** Calls that are open in this lane; for the writer's thread. */
    public int open() {
        return calls.size();
    }

    private boolean hasRoom(int length) {
        long needed = Segment.footprint(length) + (calls.size() + 1L) * CLOSED_FOOTPRINT;
        int here = current == null ? 0 : current.capacity() - offset;
        // What does not fit at the end of a segment is left empty.
        return needed <= here || needed + MAX_FOOTPRINT <= here + (long) storage.spareCapacity();
    }

    private long append(int length) {
        int footprint = Segment.footprint(length);
        Segment segment = current;
        if (segment == null || segment.capacity() - offset < footprint) {
            segment = next();
        }
        long position = Position.of(segment.index(), offset);
        int checksum = Segment.checksum(frame, length, segment.index(), offset, crc);
        payload.putInt(0, length).putInt(4, checksum);
        segment.put(offset, frame, Segment.FRAME + length);
        offset += footprint;
        written.setRelease(Position.of(segment.index(), offset));
        return position;
    }

    private Segment next() {
        Segment old = current;
        Segment fresh = storage.take();
        fresh.begin(storage.lane(), calls.oldest(Position.of(fresh.index(), Segment.HEADER)));
        if (old != null) {
            old.end(offset);
        }
        current = fresh;
        offset = Segment.HEADER;
        return fresh;
    }

    LaneStorage storage() {
        return storage;
    }

    Durability durability() {
        return durability;
    }

    /** How far it can be read; whole frames end there. */
    long written() {
        return written.getAcquire();
    }
}
