package dev.llmmarketplace.gateway;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Arrays;

/**
 * A request's body as one array. The usual body comes in one piece and is not copied; longer ones are copied together,
 * count against {@link BodyMemory}, and must be released.
 */
final class BodyReader {
    private static final byte[] NOTHING = new byte[0];

    private final int limit;
    private final BodyMemory memory;
    private byte[] bytes = NOTHING;
    private int length;
    /** Bytes of our own array; 0 while the piece that came is used. */
    private int taken;

    /** Whether a piece could be added. */
    enum Added {
        YES,
        TOO_LARGE,
        NO_MEMORY
    }

    BodyReader(int limit, BodyMemory memory) {
        this.limit = limit;
        this.memory = memory;
    }

    /** Takes the next piece; when it cannot, what was read before is dropped. */
    Added add(Buffer piece) {
        ByteBuf buffer = ((BufferInternal) piece).getByteBuf();
        int more = buffer.readableBytes();
        if (more > limit - length) {
            release();
            return Added.TOO_LARGE;
        }
        if (length == 0 && buffer.hasArray() && buffer.arrayOffset() + buffer.readerIndex() == 0) {
            bytes = buffer.array();
        } else if (!makeRoom(length + more)) {
            release();
            return Added.NO_MEMORY;
        } else {
            buffer.getBytes(buffer.readerIndex(), bytes, length, more);
        }
        length += more;
        return Added.YES;
    }

    private boolean makeRoom(int needed) {
        if (needed <= taken) {
            return true;
        }
        int wanted = (int) Math.min(limit, Math.max(2L * length, needed));
        if (!memory.take(wanted - taken)) {
            return false;
        }
        taken = wanted;
        bytes = Arrays.copyOf(bytes, wanted);
        return true;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Lets go of the bytes; further calls do nothing. */
    void release() {
        memory.give(taken);
        taken = 0;
        bytes = NOTHING;
        length = 0;
    }
}
