package dev.llmmarketplace.gateway.forward;

import dev.llmmarketplace.core.catalog.HttpVersion;
import dev.llmmarketplace.gateway.route.AddressBook;
import dev.llmmarketplace.gateway.route.AddressBook.Resolution;
import dev.llmmarketplace.gateway.route.Origin;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Makes connections on one event loop: asks for the permitted addresses of an origin and connects to those very
 * addresses, one after the other, until one answers. A secure connection is ready when its handshake is done; the
 * certificate must be for the origin's host.
 */
public final class Connector {
    private static final int MOST_ADDRESSES = 3;
    private static final String NOT_SECURE = "No secure connection to the provider could be made.";

    private final EventLoop loop;
    private final ChannelFactory<? extends Channel> channels;
    private final AddressBook addresses;
    private final ClientTls tls;
    private final Duration timeout;

    /** Told once. */
    interface Outcome {
        /**
         * The channel stands, and nothing has been read from it; who is told puts its handlers in before returning.
         *
         * @param http2 true when that is what is to be spoken
         */
        void connected(Channel channel, boolean http2);

        void failed(String message);
    }

    /** @param timeout for each address, and once more for a handshake */
    public Connector(
            EventLoop loop,
            ChannelFactory<? extends Channel> channels,
            AddressBook addresses,
            ClientTls tls,
            Duration timeout) {
        this.loop = loop;
        this.channels = channels;
        this.addresses = addresses;
        this.tls = tls;
        this.timeout = timeout;
    }

    /** Connects, and agrees on one of the versions of HTTP that the origin allows. */
    void connect(Origin origin, Outcome outcome) {
        addresses.resolve(origin, loop, resolution -> {
            switch (resolution) {
                case Resolution.Permitted(List<InetAddress> permitted) -> connect(origin, permitted, 0, outcome);
                case Resolution.Refused(String reason) -> outcome.failed(reason);
            }
        });
    }

    private void connect(Origin origin, List<InetAddress> permitted, int next, Outcome outcome) {
        if (next == Math.min(permitted.size(), MOST_ADDRESSES)) {
            outcome.failed("The provider could not be connected to.");
            return;
        }
        bootstrap(origin, outcome)
                .connect(new InetSocketAddress(permitted.get(next), origin.port()))
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        connect(origin, permitted, next + 1, outcome);
                    }
                });
    }

    private Bootstrap bootstrap(Origin origin, Outcome outcome) {
        return new Bootstrap()
                .group(loop)
                .channelFactory(channels)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (origin.secure()) {
                            channel.pipeline().addLast(handshake(origin, channel), new Negotiation(origin, outcome));
                        } else {
                            channel.pipeline().addLast(new Clear(origin, outcome));
                        }
                    }
                });
    }

    private SslHandler handshake(Origin origin, Channel channel) {
        SslHandler handshake = tls.context(origin.identity(), offered(origin.http()))
                .newHandler(channel.alloc(), origin.host(), origin.port());
        handshake.setHandshakeTimeoutMillis(timeout.toMillis());
        return handshake;
    }

    private static List<String> offered(HttpVersion version) {
        return switch (version) {
            case AUTO -> List.of(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1);
            case HTTP_1_1 -> List.of();
            case HTTP_2 -> List.of(ApplicationProtocolNames.HTTP_2);
        };
    }

    /** Waits for a connection without TLS to stand. */
    private static final class Clear extends io.netty.channel.ChannelInboundHandlerAdapter {
        private final Origin origin;
        private final Outcome outcome;

        Clear(Origin origin, Outcome outcome) {
            this.origin = origin;
            this.outcome = outcome;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.pipeline().remove(this);
            outcome.connected(context.channel(), origin.http() == HttpVersion.HTTP_2);
        }
    }

    /** Waits for a handshake, and for what it agrees on. */
    private static final class Negotiation extends ApplicationProtocolNegotiationHandler {
        private final Origin origin;
        private final Outcome outcome;
        private boolean told;

        Negotiation(Origin origin, Outcome outcome) {
            super(ApplicationProtocolNames.HTTP_1_1);
            this.origin = origin;
            this.outcome = outcome;
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext context, String protocol) {
            boolean http2 = ApplicationProtocolNames.HTTP_2.equals(protocol);
            if (!http2 && origin.http() == HttpVersion.HTTP_2) {
                fail(context, "The provider does not speak HTTP/2.");
            } else if (!told) {
                told = true;
                outcome.connected(context.channel(), http2);
            }
        }

        @Override
        protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
            fail(context, NOT_SECURE);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            fail(context, NOT_SECURE);
        }

        private void fail(ChannelHandlerContext context, String message) {
            var _ = context.close();
            if (!told) {
                told = true;
                outcome.failed(message);
            }
        }
    }
}
