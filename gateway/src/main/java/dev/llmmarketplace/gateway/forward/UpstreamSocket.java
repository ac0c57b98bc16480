package dev.llmmarketplace.gateway.forward;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One WebSocket to a provider (RFC 6455), from its handshake to its end. Belongs to one event loop. */
public final class UpstreamSocket extends SimpleChannelInboundHandler<Object> {
    private static final int MOST_OF_A_REFUSAL = 64 * 1024;
    private static final int NO_STATUS = 1005;
    /** How long the provider has to answer our closing. */
    private static final long FAREWELL_SECONDS = 2;

    private final EventLoop loop;
    private final long patience;
    private final WebSocketClientHandshaker handshaker;
    private SocketListener listener;
    private @Nullable Channel channel;
    private boolean over;
    /** From its opening until somebody listens, what came meanwhile waits: the provider may speak at once. */
    private boolean held;

    private final Deque<WebSocketFrame> early = new ArrayDeque<>();
    private @Nullable UpstreamFailure earlyEnd;

    UpstreamSocket(EventLoop loop, SocketRequest request, SocketListener listener) {
        this.loop = loop;
        this.patience = request.patience();
        this.listener = listener;
        this.handshaker = WebSocketClientHandshakerFactory.newHandshaker(
                request.address(),
                WebSocketVersion.V13,
                request.protocols().isEmpty() ? null : request.protocols(),
                false,
                request.headers(),
                request.mostBytes());
    }

    /** From now on this one hears of it, and at once of what came since it was opened. */
    public void listen(SocketListener next) {
        listener = next;
        held = false;
        for (WebSocketFrame frame = early.poll(); frame != null; frame = early.poll()) {
            if (channel != null && !over) {
                read(channel, frame);
            }
            frame.release();
        }
        if (earlyEnd != null) {
            fail(earlyEnd);
        }
    }

    void install(Channel to) {
        to.pipeline()
                .addLast(new HttpClientCodec())
                .addLast(new HttpObjectAggregator(MOST_OF_A_REFUSAL))
                .addLast(this);
    }

    void begin(Channel connected) {
        if (over) {
            var _ = connected.close();
            return;
        }
        channel = connected;
        var _ = handshaker.handshake(connected);
        var _ = loop.schedule(this::handshakeDue, patience, TimeUnit.NANOSECONDS);
    }

    private void handshakeDue() {
        if (!handshaker.isHandshakeComplete()) {
            fail(new UpstreamFailure(
                    UpstreamFailure.Kind.TIMED_OUT, "The provider did not open the WebSocket in time."));
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
        if (over) {
            if (message instanceof CloseWebSocketFrame) {
                var _ = context.close();
            }
        } else if (message instanceof FullHttpResponse response) {
            answered(context, response);
        } else if (message instanceof WebSocketFrame frame && held) {
            early.add(frame.retain());
        } else if (message instanceof WebSocketFrame frame) {
            read(context.channel(), frame);
        }
    }

    private void answered(ChannelHandlerContext context, FullHttpResponse response) {
        if (!response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            over = true;
            var _ = context.close();
            listener.refused(response.status().code());
            return;
        }
        try {
            handshaker.finishHandshake(context.channel(), response);
        } catch (WebSocketHandshakeException e) {
            fail(new UpstreamFailure(
                    UpstreamFailure.Kind.BROKEN, "The provider's opening of the WebSocket could not be understood."));
            return;
        }
        pause();
        held = true;
        listener.opened(handshaker.actualSubprotocol());
    }

    private void read(Channel from, WebSocketFrame frame) {
        switch (frame) {
            case PingWebSocketFrame ping -> {
                var _ = from.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
                listener.alive();
            }
            case PongWebSocketFrame _ -> listener.alive();
            case CloseWebSocketFrame close -> {
                over = true;
                var _ = from.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
                int code = close.statusCode() < 0 ? NO_STATUS : close.statusCode();
                listener.closed(code, close.reasonText());
            }
            default -> listener.frame(frame);
        }
    }

    /** Sends a frame, which is this socket's from now on. */
    public void write(WebSocketFrame frame) {
        if (channel == null || over) {
            frame.release();
        } else {
            var _ = channel.writeAndFlush(frame);
        }
    }

    /** False while the provider reads more slowly than we write. */
    public boolean writable() {
        return channel == null || channel.isWritable();
    }

    /** Reads no more until {@link #resume}. */
    public void pause() {
        if (channel != null) {
            channel.config().setAutoRead(false);
        }
    }

    public void resume() {
        if (channel != null) {
            channel.config().setAutoRead(true);
        }
    }

    /** Ends it from our side; the listener hears no more. */
    public void close(int code, String reason) {
        if (over) {
            return;
        }
        over = true;
        early.forEach(WebSocketFrame::release);
        early.clear();
        Channel open = channel;
        if (open == null) {
            return;
        }
        if (!handshaker.isHandshakeComplete()) {
            var _ = open.close();
            return;
        }
        resume();
        var _ = open.writeAndFlush(new CloseWebSocketFrame(code, reason));
        var _ = loop.schedule(() -> hangUp(open), FAREWELL_SECONDS, TimeUnit.SECONDS);
    }

    private static void hangUp(Channel open) {
        var _ = open.close();
    }

    void fail(UpstreamFailure failure) {
        if (over) {
            return;
        }
        if (held) {
            earlyEnd = failure;
            return;
        }
        over = true;
        if (channel != null) {
            var _ = channel.close();
        }
        listener.failed(failure);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (!over && context.channel().isWritable()) {
            listener.writable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "The provider closed the connection."));
    }

    /** A reset, a frame that is too long or none, or a fault of ours. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "The provider's messages could not be understood."));
    }
}
