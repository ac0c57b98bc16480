package dev.llmmarketplace.gateway.forward;

import dev.llmmarketplace.gateway.route.Origin;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * A connection that speaks HTTP/1.1, for one exchange at a time. Sits behind the decoder of answers; requests leave as the
 * bytes that they are.
 */
final class UpstreamConnection extends Carrier {
    private static final HttpDecoderConfig LIMITS = new HttpDecoderConfig()
            .setMaxInitialLineLength(8 * 1024)
            .setMaxHeaderSize(64 * 1024)
            .setMaxChunkSize(64 * 1024);

    private final Origin origin;
    private boolean reused;
    private boolean informational;
    private boolean keepAlive;
    private long idleUntil;

    private UpstreamConnection(Upstreams upstreams, Origin origin, Channel channel) {
        super(upstreams, channel, Http1Form.INSTANCE);
        this.origin = origin;
    }

    /** Makes {@code channel}, which stands, one of them. */
    static UpstreamConnection install(Upstreams upstreams, Origin origin, Channel channel) {
        UpstreamConnection connection = new UpstreamConnection(upstreams, origin, channel);
        channel.pipeline().addLast(new HttpResponseDecoder(LIMITS), connection);
        return connection;
    }

    Origin origin() {
        return origin;
    }

    boolean usable() {
        return channel.isActive();
    }

    long idleUntil() {
        return idleUntil;
    }

    /** @param again true when it was used before */
    void begin(Exchange next, boolean again) {
        reused = again;
        begin(next);
    }

    @Override
    public void sent() {
        Exchange current = exchange();
        if (current != null) {
            current.sent();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            HttpObject part = (HttpObject) message;
            Exchange current = exchange();
            if (current == null || part.decoderResult().isFailure()) {
                broken();
            } else {
                read(current, part);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(Exchange current, HttpObject part) {
        if (part instanceof HttpResponse response) {
            head(current, response);
        }
        if (part instanceof HttpContent content && !informational) {
            collect(content.content());
        }
        if (part instanceof LastHttpContent) {
            if (!informational) {
                complete(current);
            }
            informational = false;
        }
    }

    private void head(Exchange current, HttpResponse response) {
        informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (!informational) {
            keepAlive = HttpUtil.isKeepAlive(response);
            idleUntil = upstreams.idleNanos(response.headers());
            head(current, AnswerHead.of(response));
        }
    }

    @Override
    void leave(Exchange last) {
        if (keepAlive && writer.sent() && !last.over()) {
            idleUntil += System.nanoTime();
            resume();
            upstreams.release(this);
        } else {
            close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        upstreams.closed(this);
        Exchange current = release();
        if (current == null) {
            return;
        }
        if (reused && !writer.begun() && !answered() && current.mayRetry()) {
            // The provider had closed the idle connection; not a byte of this request left.
            upstreams.connect(current);
            return;
        }
        breakOff(
                current,
                new UpstreamFailure(
                        UpstreamFailure.Kind.BROKEN,
                        "The provider closed the connection before its answer was complete."));
    }

    /**
     * A reset, a protocol error, or a fault of ours. An answer that has begun ends here: one whose length nobody said would
     * look complete once the connection is closed. For the others {@link #channelInactive} follows.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Exchange current = answered() ? release() : null;
        close();
        if (current != null) {
            breakOff(
                    current,
                    new UpstreamFailure(
                            UpstreamFailure.Kind.BROKEN,
                            "The provider broke the connection before its answer was complete."));
        }
    }
}
