package dev.llmmarketplace.gateway.forward;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Content that arrived in one read, kept together until it is handed on. */
final class Collected {
    private static final byte[] NOTHING = new byte[0];

    private byte[] bytes = NOTHING;
    private int length;

    void add(ByteBuf content) {
        int more = content.readableBytes();
        if (more > 0) {
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, length == 0 ? more : Math.max(2 * bytes.length, length + more));
            }
            content.readBytes(bytes, length, more);
            length += more;
        }
    }

    int length() {
        return length;
    }

    /** The bytes, which are the taker's from now on; ask for their {@link #length} first. */
    byte[] take() {
        byte[] taken = bytes;
        bytes = NOTHING;
        length = 0;
        return taken;
    }
}
