package dev.llmmarketplace.gateway.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * One memory-mapped file of a lane: a header, then frames on eight-byte boundaries. A frame is the length of its
 * payload, a CRC-32C, the payload. The checksum also covers the segment's index and the frame's offset, so that bytes
 * of another place never pass for a frame of this one.
 *
 * <p>The file must have its blocks before it is mapped, see {@link SegmentAllocator}: a store to a mapped page without
 * one is answered by the kernel with SIGBUS, not with an exception.
 */
final class Segment implements AutoCloseable {
    /** Offset of the first frame. */
    static final int HEADER = 64;
    /** Before each payload. */
    static final int FRAME = 8;
    /** A payload never is longer; what cannot be a length ends a segment. */
    static final int MAX_PAYLOAD = 2048;

    private static final int END = -1;
    private static final int MAGIC = 0x4C4D4A31;
    private static final int HEADER_CRC = 28;

    private final Path file;
    private final int index;
    private final Arena arena;
    private final MemorySegment memory;
    private final ByteBuffer bytes;

    private Segment(Path file, int index, Arena arena, MemorySegment memory) {
        this.file = file;
        this.index = index;
        this.arena = arena;
        this.memory = memory;
        this.bytes = memory.asByteBuffer();
    }

    /** Maps an existing file of the right size. */
    static Segment map(Path file, int index) throws IOException {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Segment(
                    file, index, arena, channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), arena));
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    int index() {
        return index;
    }

    Path file() {
        return file;
    }

    int capacity() {
        return bytes.capacity();
    }

    /** Space a payload takes up, its frame included. */
    static int footprint(int payload) {
        return FRAME + payload + 7 & ~7;
    }

    /** Declares the segment in use. {@code oldestOpen} is where recovery must begin to know all calls still open. */
    void begin(int lane, long oldestOpen) {
        bytes.putInt(0, MAGIC).putInt(4, lane).putInt(8, index).putInt(12, 0).putLong(16, oldestOpen);
        bytes.putInt(HEADER_CRC, headerCrc());
    }

    /** False for a file that was allocated and never begun, or whose header is damaged. */
    boolean begun() {
        return bytes.capacity() >= HEADER
                && bytes.getInt(0) == MAGIC
                && bytes.getInt(8) == index
                && bytes.getInt(HEADER_CRC) == headerCrc();
    }

    long oldestOpen() {
        return bytes.getLong(16);
    }

    private int headerCrc() {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(0, HEADER_CRC));
        return (int) crc.getValue();
    }

    /** Copies a frame that was completed in {@code frame} to {@code offset}. */
    void put(int offset, byte[] frame, int length) {
        bytes.put(offset, frame, 0, length);
    }

    /** Says that nothing follows in this segment. */
    void end(int offset) {
        if (offset <= capacity() - Integer.BYTES) {
            bytes.putInt(offset, END);
        }
    }

    /**
     * Copies the frame at {@code offset} to {@code frame}.
     *
     * @return the length of its payload; negative when no whole frame stands there
     */
    int read(int offset, byte[] frame, CRC32C crc) {
        if (offset > capacity() - FRAME) {
            return END;
        }
        int length = bytes.getInt(offset);
        if (length <= 0 || length > MAX_PAYLOAD || offset + footprint(length) > capacity()) {
            return END;
        }
        bytes.get(offset, frame, 0, FRAME + length);
        int expected = ByteBuffer.wrap(frame).getInt(4);
        return expected == checksum(frame, length, index, offset, crc) ? length : END;
    }

    /** Checksum of the payload that stands in {@code frame} behind room for its frame, for its place. */
    static int checksum(byte[] frame, int length, int segment, int offset, CRC32C crc) {
        ByteBuffer.wrap(frame).putInt(0, segment).putInt(4, offset);
        crc.reset();
        crc.update(frame, 0, FRAME + length);
        return (int) crc.getValue();
    }

    /** Blocks until the bytes between the offsets are on the medium. */
    void force(int from, int to) {
        memory.asSlice(from, (long) to - from).force();
    }

    @Override
    public void close() {
        arena.close();
    }

    /** Closes and removes the file. */
    void delete() {
        close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }
}
