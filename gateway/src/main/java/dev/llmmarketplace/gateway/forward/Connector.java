package dev.llmmarketplace.gateway.forward;

import dev.llmmarketplace.gateway.route.AddressBook;
import dev.llmmarketplace.gateway.route.AddressBook.Resolution;
import dev.llmmarketplace.gateway.route.Origin;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Makes connections on one event loop: asks for the permitted addresses of an origin and connects to those very
 * addresses, one after the other, until one answers. A secure connection is ready when its handshake is done; the
 * certificate must be for the origin's host.
 */
public final class Connector {
    private static final int MAX_INITIAL_LINE = 8 * 1024;
    private static final int MAX_HEAD = 64 * 1024;
    private static final int MAX_PIECE = 64 * 1024;
    private static final int MOST_ADDRESSES = 3;

    private final EventLoop loop;
    private final ChannelFactory<? extends Channel> channels;
    private final AddressBook addresses;
    private final SslContext tls;
    private final Duration timeout;

    /** Told once. */
    interface Outcome {
        void connected(UpstreamConnection connection);

        void failed(String message);
    }

    /** @param timeout for each address, and once more for a handshake */
    public Connector(
            EventLoop loop,
            ChannelFactory<? extends Channel> channels,
            AddressBook addresses,
            SslContext tls,
            Duration timeout) {
        this.loop = loop;
        this.channels = channels;
        this.addresses = addresses;
        this.tls = tls;
        this.timeout = timeout;
    }

    void connect(Origin origin, Function<Channel, UpstreamConnection> handler, Outcome outcome) {
        addresses.resolve(origin, loop, resolution -> {
            switch (resolution) {
                case Resolution.Permitted(List<InetAddress> permitted) ->
                    connect(origin, permitted, 0, handler, outcome);
                case Resolution.Refused(String reason) -> outcome.failed(reason);
            }
        });
    }

    private void connect(
            Origin origin,
            List<InetAddress> permitted,
            int next,
            Function<Channel, UpstreamConnection> handler,
            Outcome outcome) {
        if (next == Math.min(permitted.size(), MOST_ADDRESSES)) {
            outcome.failed("The provider could not be connected to.");
            return;
        }
        ChannelFuture connecting =
                bootstrap(origin, handler).connect(new InetSocketAddress(permitted.get(next), origin.port()));
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                secure(connecting.channel(), outcome);
            } else {
                connect(origin, permitted, next + 1, handler, outcome);
            }
        });
    }

    private Bootstrap bootstrap(Origin origin, Function<Channel, UpstreamConnection> handler) {
        return new Bootstrap()
                .group(loop)
                .channelFactory(channels)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        initialize(channel, origin, handler);
                    }
                });
    }

    private void initialize(Channel channel, Origin origin, Function<Channel, UpstreamConnection> handler) {
        ChannelPipeline pipeline = channel.pipeline();
        if (origin.secure()) {
            SslHandler handshake = tls.newHandler(channel.alloc(), origin.host(), origin.port());
            handshake.setHandshakeTimeoutMillis(timeout.toMillis());
            pipeline.addLast(handshake);
        }
        pipeline.addLast(new HttpResponseDecoder(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_INITIAL_LINE)
                .setMaxHeaderSize(MAX_HEAD)
                .setMaxChunkSize(MAX_PIECE)));
        pipeline.addLast(handler.apply(channel));
    }

    private static void secure(Channel channel, Outcome outcome) {
        UpstreamConnection connection = channel.pipeline().get(UpstreamConnection.class);
        SslHandler handshake = channel.pipeline().get(SslHandler.class);
        if (handshake == null) {
            outcome.connected(connection);
            return;
        }
        var _ = handshake.handshakeFuture().addListener(done -> {
            if (done.isSuccess()) {
                outcome.connected(connection);
            } else {
                connection.close();
                outcome.failed("No secure connection to the provider could be made.");
            }
        });
    }
}
