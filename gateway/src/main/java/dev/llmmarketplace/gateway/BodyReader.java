package dev.llmmarketplace.gateway;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Arrays;

/** A request's body as one array. The usual body comes in one piece and is not copied. */
final class BodyReader {
    private static final byte[] NOTHING = new byte[0];

    private final int limit;
    private byte[] bytes = NOTHING;
    private int length;
    private boolean own;

    BodyReader(int limit) {
        this.limit = limit;
    }

    /** Takes the next piece; false when the body is too large, and then what was read is dropped. */
    boolean add(Buffer piece) {
        ByteBuf buffer = ((BufferInternal) piece).getByteBuf();
        int more = buffer.readableBytes();
        if (more > limit - length) {
            bytes = NOTHING;
            length = 0;
            return false;
        }
        if (length == 0 && buffer.hasArray() && buffer.arrayOffset() + buffer.readerIndex() == 0) {
            bytes = buffer.array();
        } else {
            copy(buffer, more);
        }
        length += more;
        return true;
    }

    private void copy(ByteBuf buffer, int more) {
        if (!own || length + more > bytes.length) {
            int wanted = (int) Math.min(limit, Math.max(2L * length, (long) length + more));
            bytes = Arrays.copyOf(bytes, wanted);
            own = true;
        }
        buffer.getBytes(buffer.readerIndex(), bytes, length, more);
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
