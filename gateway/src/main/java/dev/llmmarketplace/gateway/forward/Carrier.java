package dev.llmmarketplace.gateway.forward;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * What one exchange goes over at a time: a connection of its own, or a stream of one that is shared. Requests leave
 * through a {@link RequestWriter}; pieces of content that arrive in one read are handed on as one, so that the caller's
 * side writes once as well.
 */
abstract sealed class Carrier extends ChannelInboundHandlerAdapter implements RequestWriter.Progress
        permits UpstreamConnection, UpstreamStream {
    private static final int HANDED_ON = 64 * 1024;

    final Upstreams upstreams;
    final Channel channel;
    final RequestWriter writer;
    private final Collected collected = new Collected();
    private @Nullable Exchange exchange;
    private long firstByteNanos;
    private boolean answered;

    Carrier(Upstreams upstreams, Channel channel, RequestForm form) {
        this.upstreams = upstreams;
        this.channel = channel;
        this.writer = new RequestWriter(channel, form, this);
    }

    /** Sends the request of {@code next}, whose answer is the next one to come. */
    void begin(Exchange next) {
        exchange = next;
        answered = false;
        next.attach(this);
        UpstreamRequest request = next.request();
        firstByteNanos = request.patience().firstByte();
        next.expectWithin(firstByteNanos);
        writer.write(request);
        next.more();
    }

    /** The next piece of an open request. */
    void send(ByteBuf piece, boolean last) {
        writer.send(piece, last);
        more();
    }

    boolean takesMore() {
        return channel.isWritable();
    }

    /** Ends what is under way; the provider notices. */
    void close() {
        var _ = channel.close();
    }

    /** Nothing came for as long as can be waited for; it is closed next. */
    void timedOut() {}

    void pause() {
        channel.config().setAutoRead(false);
    }

    void resume() {
        channel.config().setAutoRead(true);
    }

    @Nullable
    Exchange exchange() {
        return exchange;
    }

    /** True when the answer to the present request has begun. */
    boolean answered() {
        return answered;
    }

    @Override
    public void more() {
        if (exchange != null && !answered) {
            exchange.expectWithin(firstByteNanos);
        }
    }

    @Override
    public void failed() {
        close();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        writer.pump();
        if (exchange != null) {
            exchange.more();
        }
    }

    void head(Exchange current, AnswerHead head) {
        answered = true;
        current.expectMore();
        current.head(head);
    }

    void collect(ByteBuf content) {
        collected.add(content);
        if (collected.length() >= HANDED_ON) {
            handOn();
        }
    }

    private void handOn() {
        if (collected.length() > 0 && exchange != null) {
            exchange.expectMore();
            int length = collected.length();
            exchange.content(collected.take(), length);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        handOn();
    }

    /** The answer to {@code last} is whole, which it hears next: what becomes of the carrier. */
    abstract void leave(Exchange last);

    void complete(Exchange current) {
        exchange = null;
        int length = collected.length();
        byte[] last = collected.take();
        leave(current);
        current.end(last, length);
    }

    /** Lets go of the exchange without a word to it; null when there is none that is under way. */
    @Nullable
    Exchange release() {
        writer.release();
        Exchange current = exchange;
        exchange = null;
        return current == null || current.over() ? null : current;
    }

    /** The carrier is gone before the answer was whole: what is there is handed on, then that. */
    void breakOff(Exchange current, UpstreamFailure failure) {
        if (collected.length() > 0) {
            int length = collected.length();
            current.content(collected.take(), length);
        }
        current.fail(failure);
    }

    /** What came is no HTTP. */
    void broken() {
        Exchange current = exchange;
        exchange = null;
        close();
        if (current != null) {
            current.fail(
                    new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "The provider's answer could not be understood."));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A reset, a protocol error, or a fault of ours: channelInactive follows and ends the exchange.
        close();
    }
}
