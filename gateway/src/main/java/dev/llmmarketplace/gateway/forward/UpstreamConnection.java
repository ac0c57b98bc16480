package dev.llmmarketplace.gateway.forward;

import dev.llmmarketplace.gateway.route.Origin;
import dev.llmmarketplace.gateway.wire.ForwardedBody;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a provider, for one exchange at a time. Sits behind the decoder of answers; requests leave as the
 * bytes that they are.
 *
 * <p>Pieces of content that arrive in one read are handed on as one, so that the caller's side writes once as well.
 */
final class UpstreamConnection extends ChannelInboundHandlerAdapter {
    private static final int COPIED_BODY = 16 * 1024;
    private static final int HANDED_ON = 64 * 1024;
    private static final byte[] CONTENT_LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = new byte[0];

    private final Upstreams upstreams;
    private final Origin origin;
    private final Channel channel;

    private @Nullable Exchange exchange;
    private @Nullable ByteBuf unsent;
    private long firstByteNanos;
    private boolean reused;
    /** Of the request: something, everything. */
    private boolean begun;

    private boolean sent;
    private boolean answered;
    private boolean informational;
    private boolean keepAlive;
    private byte[] collected = NOTHING;
    private int collectedLength;
    private long idleUntil;

    UpstreamConnection(Upstreams upstreams, Origin origin, Channel channel) {
        this.upstreams = upstreams;
        this.origin = origin;
        this.channel = channel;
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
        begun = false;
        sent = false;
        answered = false;
        next.attach(this);
        UpstreamRequest request = next.request();
        firstByteNanos = request.firstByteNanos();
        next.expectWithin(firstByteNanos);
        write(request);
    }

    private void write(UpstreamRequest request) {
        ForwardedBody body = request.body();
        boolean small = body.length() <= COPIED_BODY;
        byte[] prepared = request.head().bytes();
        ByteBuf out = channel.alloc()
                .directBuffer(prepared.length + request.headers().length() + 64 + (small ? body.length() : 0));
        out.writeBytes(prepared).writeCharSequence(request.headers(), StandardCharsets.ISO_8859_1);
        out.writeBytes(CONTENT_LENGTH);
        out.writeCharSequence(Integer.toString(body.length()), StandardCharsets.US_ASCII);
        out.writeBytes(END_OF_HEAD);
        if (small) {
            body.writeTo(out);
            var _ = channel.writeAndFlush(out).addListener(done -> written((ChannelFuture) done));
        } else {
            var _ = channel.write(out).addListener(done -> begun |= done.isSuccess());
            unsent = body.wrapped();
            pump();
        }
    }

    /** Sends a large body as fast as the provider takes it, never more than the channel wants to hold. */
    private void pump() {
        ByteBuf body = unsent;
        while (body != null && channel.isWritable()) {
            int length = Math.min(body.readableBytes(), HANDED_ON);
            ByteBuf piece = channel.alloc().directBuffer(length).writeBytes(body, length);
            if (body.isReadable()) {
                var _ = channel.write(piece);
            } else {
                var _ = channel.write(piece).addListener(done -> written((ChannelFuture) done));
                body.release();
                body = null;
                unsent = null;
            }
            channel.flush();
            expectAnswer();
        }
    }

    private void expectAnswer() {
        if (exchange != null && !answered) {
            exchange.expectWithin(firstByteNanos);
        }
    }

    private void written(ChannelFuture done) {
        sent = done.isSuccess();
        begun |= sent;
        if (sent && exchange != null) {
            exchange.sent();
        }
        if (!sent) {
            close();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        pump();
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
            answered = true;
            keepAlive = HttpUtil.isKeepAlive(response);
            idleUntil = upstreams.idleNanos(response.headers());
            current.expectWithin(upstreams.settings().betweenBytes().toNanos());
            current.head(AnswerHead.of(response));
        }
    }

    private void collect(ByteBuf content) {
        int length = content.readableBytes();
        if (length > 0) {
            if (collectedLength + length > collected.length) {
                int wanted = collectedLength == 0 ? length : Math.max(2 * collected.length, collectedLength + length);
                collected = Arrays.copyOf(collected, wanted);
            }
            content.readBytes(collected, collectedLength, length);
            collectedLength += length;
            if (collectedLength >= HANDED_ON) {
                handOn();
            }
        }
    }

    private void handOn() {
        if (collectedLength > 0 && exchange != null) {
            byte[] bytes = collected;
            int length = collectedLength;
            forget();
            exchange.expectWithin(upstreams.settings().betweenBytes().toNanos());
            exchange.content(bytes, length);
        }
    }

    private void forget() {
        collected = NOTHING;
        collectedLength = 0;
    }

    private void complete(Exchange current) {
        exchange = null;
        boolean reusable = keepAlive && sent && !current.over();
        if (reusable) {
            idleUntil += System.nanoTime();
            resume();
            upstreams.release(this);
        } else {
            close();
        }
        byte[] bytes = collected;
        int length = collectedLength;
        forget();
        current.end(bytes, length);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        handOn();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        upstreams.closed(this);
        if (unsent != null) {
            unsent.release();
            unsent = null;
        }
        Exchange current = exchange;
        exchange = null;
        if (current == null || current.over()) {
            return;
        }
        if (reused && !begun && !answered && current.mayRetry()) {
            // The provider had closed the idle connection; not a byte of this request left.
            upstreams.connect(current);
        } else {
            handLast(current);
            current.fail(new UpstreamFailure(
                    UpstreamFailure.Kind.BROKEN, "The provider closed the connection before its answer was complete."));
        }
    }

    private void handLast(Exchange current) {
        if (collectedLength > 0) {
            byte[] bytes = collected;
            int length = collectedLength;
            forget();
            current.content(bytes, length);
        }
    }

    private void broken(String message) {
        Exchange current = exchange;
        exchange = null;
        close();
        if (current != null) {
            current.fail(new UpstreamFailure(UpstreamFailure.Kind.BROKEN, message));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A reset or a protocol error: channelInactive follows and tells.
        close();
    }
}
