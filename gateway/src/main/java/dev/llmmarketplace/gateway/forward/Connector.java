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
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes connections on one event loop: asks for the permitted addresses of an origin and connects to those very
 * addresses, one after the other, until one answers. A secure connection is ready when its handshake is done; the
 * certificate must be for the origin's host.
 */
public final class Connector {
    private static final int MOST_ADDRESSES = 3;

    private final EventLoop loop;
    private final ChannelFactory<? extends Channel> channels;
    private final AddressBook addresses;
    private final SslContext tls;
    private final Duration timeout;

    /** Told once. */
    interface Outcome {
        void connected(Channel channel);

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

    void connect(Origin origin, Consumer<Channel> pipeline, Outcome outcome) {
        addresses.resolve(origin, loop, resolution -> {
            switch (resolution) {
                case Resolution.Permitted(List<InetAddress> permitted) ->
                    connect(origin, permitted, 0, pipeline, outcome);
                case Resolution.Refused(String reason) -> outcome.failed(reason);
            }
        });
    }

    private void connect(
            Origin origin, List<InetAddress> permitted, int next, Consumer<Channel> pipeline, Outcome outcome) {
        if (next == Math.min(permitted.size(), MOST_ADDRESSES)) {
            outcome.failed("The provider could not be connected to.");
            return;
        }
        ChannelFuture connecting =
                bootstrap(origin, pipeline).connect(new InetSocketAddress(permitted.get(next), origin.port()));
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                secure(connecting.channel(), outcome);
            } else {
                connect(origin, permitted, next + 1, pipeline, outcome);
            }
        });
    }

    private Bootstrap bootstrap(Origin origin, Consumer<Channel> pipeline) {
        return new Bootstrap()
                .group(loop)
                .channelFactory(channels)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        initialize(channel, origin, pipeline);
                    }
                });
    }

    private void initialize(Channel channel, Origin origin, Consumer<Channel> pipeline) {
        if (origin.secure()) {
            SslHandler handshake = tls.newHandler(channel.alloc(), origin.host(), origin.port());
            handshake.setHandshakeTimeoutMillis(timeout.toMillis());
            channel.pipeline().addLast(handshake);
        }
        pipeline.accept(channel);
    }

    private static void secure(Channel channel, Outcome outcome) {
        SslHandler handshake = channel.pipeline().get(SslHandler.class);
        if (handshake == null) {
            outcome.connected(channel);
            return;
        }
        var _ = handshake.handshakeFuture().addListener(done -> {
            if (done.isSuccess()) {
                outcome.connected(channel);
            } else {
                var _ = channel.close();
                outcome.failed("No secure connection to the provider could be made.");
            }
        });
    }
}
