package dev.llmmarketplace.gateway;

import dev.llmmarketplace.gateway.admit.Gatekeeper;
import dev.llmmarketplace.gateway.forward.Connector;
import dev.llmmarketplace.gateway.forward.Upstreams;
import dev.llmmarketplace.gateway.meter.Journal;
import dev.llmmarketplace.gateway.meter.Lane;
import dev.llmmarketplace.gateway.route.AddressBook;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;

/** What exists once per event loop: a relay, a set of connections, a lane of the journal. */
final class EventLoops {
    private static final long GLANCE = Duration.ofMillis(20).toNanos();

    private final VertxInternal vertx;
    private final Journal journal;
    private final GatewaySettings settings;
    private final AddressBook addresses;
    private final BodyMemory bodyMemory;
    private final SslContext tls = clientTls();
    private final Replays replays;
    private final List<Post> posts = new ArrayList<>();

    private record Post(EventLoop loop, Relay relay, Upstreams upstreams) {}

    EventLoops(Vertx vertx, Journal journal, Replays replays, GatewaySettings settings) {
        this.vertx = (VertxInternal) vertx;
        this.journal = journal;
        this.replays = replays;
        this.settings = settings;
        this.addresses = new AddressBook(settings.outgoing());
        this.bodyMemory = new BodyMemory(settings.limits().bodyMemory());
    }

    private static SslContext clientTls() {
        try {
            return SslContextBuilder.forClient()
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this JDK cannot speak TLS", e);
        }
    }

    Relay relay(Context context, Gatekeeper gatekeeper, ModelList models, GatewayMetrics metrics) {
        EventLoop loop = ((ContextInternal) context).nettyEventLoop();
        Upstreams upstreams = upstreams(loop);
        Station station = new Station(gatekeeper, upstreams, lane(loop), loop, bodyMemory, replays, metrics, settings);
        Relay relay = new Relay(station, models);
        posts.add(new Post(loop, relay, upstreams));
        return relay;
    }

    private Upstreams upstreams(EventLoop loop) {
        Connector connector = new Connector(
                loop,
                vertx.transport().channelFactory(false),
                addresses,
                tls,
                settings.upstreams().connect());
        return new Upstreams(loop, connector, settings.upstreams());
    }

    private Lane lane(EventLoop loop) {
        try {
            return journal.lane(posts.size(), loop);
        } catch (IOException e) {
            throw new UncheckedIOException("a segment of the journal cannot be allocated", e);
        }
    }

    /** Refuses new calls, waits for those under way, at most for {@code drain}, then ends the rest. */
    void close(GatewayMetrics metrics, Duration drain) {
        posts.forEach(post -> post.relay().close());
        long until = System.nanoTime() + drain.toNanos();
        while (metrics.inFlight() > 0 && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(GLANCE);
        }
        for (Post post : posts) {
            CompletableFuture.runAsync(post.upstreams()::close, post.loop()).join();
        }
        addresses.close();
    }
}
