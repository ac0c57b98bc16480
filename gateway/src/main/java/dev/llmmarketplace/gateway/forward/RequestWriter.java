package dev.llmmarketplace.gateway.forward;

import dev.llmmarketplace.gateway.wire.ForwardedBody;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes requests to a channel: a short one as one buffer in one write, a long one as fast as the provider takes it,
 * never more than the channel wants to hold.
 */
final class RequestWriter {
    private static final int COPIED_BODY = 16 * 1024;
    private static final int PIECE = 64 * 1024;
    private static final int OTHER_HEADERS = 64;
    private static final byte[] CONTENT_LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Channel channel;
    private final Progress progress;
    private @Nullable ByteBuf rest;
    private boolean begun;
    private boolean sent;

    /** Who hears of it. */
    interface Progress {
        /** A piece of a long request is on its way. */
        void more();

        /** All of it has left. */
        void sent();

        /** It cannot be sent. */
        void failed();
    }

    RequestWriter(Channel channel, Progress progress) {
        this.channel = channel;
        this.progress = progress;
    }

    void write(UpstreamRequest request) {
        begun = false;
        sent = false;
        ForwardedBody body = request.body();
        boolean copied = body.length() <= COPIED_BODY;
        ByteBuf out = head(request, copied ? body.length() : 0);
        if (copied) {
            body.writeTo(out);
            var _ = channel.writeAndFlush(out).addListener(this::written);
        } else {
            var _ = channel.write(out).addListener(done -> begun |= done.isSuccess());
            rest = body.wrapped();
            pump();
        }
    }

    private ByteBuf head(UpstreamRequest request, int roomForBody) {
        byte[] prepared = request.head().bytes();
        String headers = request.headers();
        ByteBuf out = channel.alloc().directBuffer(prepared.length + headers.length() + OTHER_HEADERS + roomForBody);
        out.writeBytes(prepared).writeCharSequence(headers, StandardCharsets.ISO_8859_1);
        out.writeBytes(CONTENT_LENGTH);
        out.writeCharSequence(Integer.toString(request.body().length()), StandardCharsets.US_ASCII);
        return out.writeBytes(END_OF_HEAD);
    }

    /** Goes on with a long request while the channel takes more. */
    void pump() {
        ByteBuf body = rest;
        while (body != null && channel.isWritable()) {
            int length = Math.min(body.readableBytes(), PIECE);
            ByteBuf piece = channel.alloc().directBuffer(length).writeBytes(body, length);
            if (body.isReadable()) {
                var _ = channel.write(piece);
            } else {
                var _ = channel.write(piece).addListener(this::written);
                release();
            }
            channel.flush();
            body = rest; // the flush may have failed and ended all
            progress.more();
        }
    }

    private void written(Future<?> done) {
        sent = done.isSuccess();
        begun |= sent;
        if (sent) {
            progress.sent();
        } else {
            progress.failed();
        }
    }

    /** True when at least a part of the request has left. */
    boolean begun() {
        return begun;
    }

    /** True when all of it has left. */
    boolean sent() {
        return sent;
    }

    /** Lets go of what was not sent. */
    void release() {
        if (rest != null) {
            rest.release();
            rest = null;
        }
    }
}
