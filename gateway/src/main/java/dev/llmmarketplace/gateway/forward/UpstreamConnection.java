package dev.llmmarketplace.gateway.forward;

import dev.llmmarketplace.gateway.route.Origin;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a provider, for one exchange at a time. Sits behind the decoder of answers; requests leave as the
 * bytes that they are.
 *
 * <p>Pieces of content that arrive in one read are handed on as one, so that the caller's side writes once as well.
 */
final class UpstreamConnection extends ChannelInboundHandlerAdapter implements RequestWriter.Progress {
    private static final int HANDED_ON = 64 * 1024;
    private static final HttpDecoderConfig LIMITS = new HttpDecoderConfig()
            .setMaxInitialLineLength(8 * 1024)
            .setMaxHeaderSize(64 * 1024)
            .setMaxChunkSize(64 * 1024);

    private final Upstreams upstreams;
    private final Origin origin;
    private final Channel channel;
    private final RequestWriter writer;
    private final Collected collected = new Collected();

    private @Nullable Exchange exchange;
    private long firstByteNanos;
    private boolean reused;
    private boolean answered;
    private boolean informational;
    private boolean keepAlive;
    private long idleUntil;

    UpstreamConnection(Upstreams upstreams, Origin origin, Channel channel) {
        this.upstreams = upstreams;
        this.origin = origin;
        this.channel = channel;
        this.writer = new RequestWriter(channel, this);
    }

    /** Makes {@code channel} one; it is found in the pipeline. */
    static void install(Upstreams upstreams, Origin origin, Channel channel) {
        channel.pipeline()
                .addLast(new HttpResponseDecoder(LIMITS))
                .addLast(new UpstreamConnection(upstreams, origin, channel));
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

    void close() {
        var _ = channel.close();
    }

    void pause() {
        channel.config().setAutoRead(false);
    }

    void resume() {
        channel.config().setAutoRead(true);
    }

    /** Sends the request of {@code next}, whose answer is the next one to come. */
    void begin(Exchange next, boolean again) {
        exchange = next;
        reused = again;
        answered = false;
        next.attach(this);
        UpstreamRequest request = next.request();
        firstByteNanos = request.patience().firstByte();
        next.expectWithin(firstByteNanos);
        writer.write(request);
    }

    @Override
    public void more() {
        if (exchange != null && !answered) {
            exchange.expectWithin(firstByteNanos);
        }
    }

    @Override
    public void sent() {
        if (exchange != null) {
            exchange.sent();
        }
    }

    @Override
    public void failed() {
        close();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        writer.pump();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            HttpObject part = (HttpObject) message;
            if (exchange == null || part.decoderResult().isFailure()) {
                broken("The provider's answer could not be understood.");
            } else {
                read(exchange, part);
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
            collected.add(content.content());
            if (collected.length() >= HANDED_ON) {
                handOn();
            }
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
            answered = true;
            keepAlive = HttpUtil.isKeepAlive(response);
            idleUntil = upstreams.idleNanos(response.headers());
            current.expectMore();
            current.head(AnswerHead.of(response));
        }
    }

    private void handOn() {
        if (collected.length() > 0 && exchange != null) {
            exchange.expectMore();
            int length = collected.length();
            exchange.content(collected.take(), length);
        }
    }

    private void complete(Exchange current) {
        exchange = null;
        int length = collected.length();
        byte[] last = collected.take();
        if (keepAlive && writer.sent() && !current.over()) {
            idleUntil += System.nanoTime();
            resume();
            upstreams.release(this);
        } else {
            close();
        }
        current.end(last, length);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        handOn();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        upstreams.closed(this);
        writer.release();
        Exchange current = exchange;
        exchange = null;
        if (current == null || current.over()) {
            return;
        }
        if (reused && !writer.begun() && !answered && current.mayRetry()) {
            // The provider had closed the idle connection; not a byte of this request left.
            upstreams.connect(current);
            return;
        }
        if (collected.length() > 0) {
            int length = collected.length();
            current.content(collected.take(), length);
        }
        current.fail(new UpstreamFailure(
                UpstreamFailure.Kind.BROKEN, "The provider closed the connection before its answer was complete."));
    }

    private void broken(String message) {
        Exchange current = exchange;
        exchange = null;
        close();
        if (current != null) {
            current.fail(new UpstreamFailure(UpstreamFailure.Kind.BROKEN, message));
        }
    }

    /**
     * A reset, a protocol error, or a fault of ours. An answer that has begun ends here: one whose length nobody said would
     * look complete once the connection is closed. For the others {@link #channelInactive} follows.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (answered) {
            handOn();
            broken("The provider broke the connection before its answer was complete.");
        } else {
            close();
        }
    }
}
