package dev.llmmarketplace.gateway.forward;

import dev.llmmarketplace.gateway.route.Origin;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;

/**
 * A connection that speaks HTTP/2 (RFC 9113): up to {@link #MOST_STREAMS} exchanges at once, fewer where the provider
 * says so. The window of the connection holds the windows of all its streams, so that a caller who does not read holds up
 * nobody but himself. Takes no new exchange once the provider goes away, or has said nothing for as long as one waited.
 */
final class Http2Connection extends ChannelInboundHandlerAdapter {
    /** As RFC 9113, 6.5.2, recommends at the least; also what holds until the provider's settings have come. */
    static final int MOST_STREAMS = 100;

    private static final int STREAM_WINDOW = 128 * 1024;
    private static final int CONNECTION_WINDOW = MOST_STREAMS * STREAM_WINDOW;
    private static final int USUAL_WINDOW = 65_535;
    private static final int MAX_HEAD = 64 * 1024;
    private static final ChannelInboundHandlerAdapter NO_PUSH = new Unwanted();

    private final Upstreams upstreams;
    private final Http2Connections siblings;
    private final Origin origin;
    private final Channel channel;
    private int room = MOST_STREAMS;
    private int streams;
    private boolean leaving;
    private long lastReadAt = System.nanoTime();
    private long idleSince = System.nanoTime();

    private Http2Connection(Upstreams upstreams, Http2Connections siblings, Origin origin, Channel channel) {
        this.upstreams = upstreams;
        this.siblings = siblings;
        this.origin = origin;
        this.channel = channel;
    }

    /** Makes {@code channel}, which stands, one of them. */
    static Http2Connection install(Upstreams upstreams, Http2Connections siblings, Origin origin, Channel channel) {
        Http2Connection connection = new Http2Connection(upstreams, siblings, origin, channel);
        var codec = Http2FrameCodecBuilder.forClient()
                .initialSettings(Http2Settings.defaultSettings()
                        .pushEnabled(false)
                        .initialWindowSize(STREAM_WINDOW)
                        .maxHeaderListSize(MAX_HEAD))
                .gracefulShutdownTimeoutMillis(0)
                .build();
        channel.pipeline().addLast(codec, new Http2MultiplexHandler(NO_PUSH), connection);
        var _ = channel.writeAndFlush(new DefaultHttp2WindowUpdateFrame(CONNECTION_WINDOW - USUAL_WINDOW));
        return connection;
    }

    Origin origin() {
        return origin;
    }

    boolean hasRoom() {
        return !leaving && streams < room && channel.isActive();
    }

    boolean idleBefore(long nanoTime) {
        return streams == 0 && idleSince - nanoTime < 0;
    }

    /** Gives {@code exchange} a stream; there must be room. */
    void begin(Exchange exchange) {
        streams++;
        var _ = new Http2StreamChannelBootstrap(channel)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        stream.pipeline().addLast(new UpstreamStream(upstreams, Http2Connection.this, stream));
                    }
                })
                .open()
                .addListener((Future<Http2StreamChannel> opened) -> opened(exchange, opened));
    }

    private void opened(Exchange exchange, Future<Http2StreamChannel> opened) {
        if (!opened.isSuccess()) {
            ended();
            leave();
            if (!exchange.over()) {
                upstreams.again(exchange);
            }
            return;
        }
        Http2StreamChannel stream = opened.getNow();
        stream.closeFuture().addListener(_ -> ended());
        if (exchange.over()) {
            var _ = stream.close();
        } else {
            stream.pipeline().get(UpstreamStream.class).begin(exchange);
        }
    }

    private void ended() {
        streams--;
        idleSince = System.nanoTime();
        if (leaving && streams == 0) {
            close();
        }
    }

    /** Takes no new exchanges; those under way go on. */
    void leave() {
        leaving = true;
        siblings.remove(this);
        if (streams == 0) {
            close();
        }
    }

    /** An exchange that began then waited in vain; when nothing else came either, the connection may be dead. */
    void silentSince(long nanoTime) {
        if (lastReadAt - nanoTime < 0) {
            leave();
        }
    }

    void close() {
        var _ = channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof Http2SettingsFrame settings) {
            Long most = settings.settings().maxConcurrentStreams();
            room = most == null ? room : (int) Math.min(most, MOST_STREAMS);
        } else if (message instanceof Http2GoAwayFrame) {
            leave();
        }
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        lastReadAt = System.nanoTime();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        leaving = true;
        siblings.remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        close(); // its streams end with it, each telling its exchange
    }

    /** Streams that a provider opens: none were allowed. */
    @Sharable
    private static final class Unwanted extends ChannelInboundHandlerAdapter {
        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            var _ = context.close();
        }
    }
}
