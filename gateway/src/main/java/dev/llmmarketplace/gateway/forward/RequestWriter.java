package dev.llmmarketplace.gateway.forward;

import dev.llmmarketplace.gateway.wire.ForwardedBody;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Writes requests to a channel: a short one as one buffer in one write, a long one as fast as the provider takes it,
 * never more than the channel wants to hold.
 */
final class RequestWriter {
    private static final int COPIED_BODY = 16 * 1024;
    private static final int PIECE = 64 * 1024;

    private final Channel channel;
    private final RequestForm form;
    private final Progress progress;
    private @Nullable ByteBuf rest;
    private boolean begun;
    private boolean sent;
    private boolean pieces;

    /** Who hears of it. */
    interface Progress {
        /** A piece of a long request is on its way. */
        void more();

        /** All of it has left. */
        void sent();

        /** It cannot be sent. */
        void failed();
    }

    RequestWriter(Channel channel, RequestForm form, Progress progress) {
        this.channel = channel;
        this.form = form;
        this.progress = progress;
    }

    void write(UpstreamRequest request) {
        begun = false;
        sent = false;
        pieces = false;
        if (request.open()) {
            var _ = form.head(channel, request).addListener(done -> begun |= done.isSuccess());
            channel.flush();
            return;
        }
        ForwardedBody body = request.body();
        if (body.length() <= COPIED_BODY) {
            var _ = form.whole(channel, request).addListener(this::written);
        } else {
            var _ = form.head(channel, request).addListener(done -> begun |= done.isSuccess());
            rest = body.wrapped();
            pump();
        }
    }

    /** A piece of an open request. */
    void send(ByteBuf piece, boolean last) {
        pieces = true;
        var written = channel.writeAndFlush(form.piece(piece, last));
        if (last) {
            var _ = written.addListener(this::written);
        }
    }

    /** True when a request's body comes in pieces and one of them is gone. */
    boolean pieces() {
        return pieces;
    }

    /** Goes on with a long request while the channel takes more. */
    void pump() {
        ByteBuf body = rest;
        while (body != null && channel.isWritable()) {
            int length = Math.min(body.readableBytes(), PIECE);
            ByteBuf piece = channel.alloc().directBuffer(length).writeBytes(body, length);
            if (body.isReadable()) {
                var _ = channel.write(form.piece(piece, false));
            } else {
                var _ = channel.write(form.piece(piece, true)).addListener(this::written);
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
