package dev.llmmarketplace.gateway;

import dev.llmmarketplace.gateway.admit.Gatekeeper;
import dev.llmmarketplace.gateway.forward.Connector;
import dev.llmmarketplace.gateway.forward.Probes;
import dev.llmmarketplace.gateway.forward.Tokens;
import dev.llmmarketplace.gateway.forward.Upstreams;
import dev.llmmarketplace.gateway.meter.Journal;
import dev.llmmarketplace.gateway.meter.Lane;
import dev.llmmarketplace.gateway.observe.CallObserver;
import dev.llmmarketplace.gateway.route.AddressBook;
import dev.llmmarketplace.gateway.route.Ejected;
import io.netty.channel.EventLoop;
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
import org.jspecify.annotations.Nullable;

/** What exists once per event loop: a relay, a set of connections, a lane of the journal. */
final class EventLoops {
    private static final long GLANCE = Duration.ofMillis(20).toNanos();

    private final VertxInternal vertx;
    private final Journal journal;
    private final GatewaySettings settings;
    private final AddressBook addresses;
    private final BodyMemory bodyMemory;
    private final Replays replays;
    private final OnBehalf onBehalf;
    private final AnswerCaching caching;
    private final Ejected ejected;
    private final CallObserver observer;
    private final List<Post> posts = new ArrayList<>();
    private @Nullable Probes probes;
    private @Nullable Tokens tokens;

    private record Post(EventLoop loop, Relay relay, Upstreams upstreams, Readings readings, Sessions sessions) {}

    EventLoops(
            Vertx vertx,
            Journal journal,
            Replays replays,
            OnBehalf onBehalf,
            AnswerCaching caching,
            GatewaySettings settings,
            Ejected ejected,
            CallObserver observer) {
        this.vertx = (VertxInternal) vertx;
        this.journal = journal;
        this.replays = replays;
        this.onBehalf = onBehalf;
        this.caching = caching;
        this.settings = settings;
        this.ejected = ejected;
        this.observer = observer;
        this.addresses = new AddressBook(settings.outgoing());
        this.bodyMemory = new BodyMemory(settings.limits().bodyMemory());
    }

    Relay relay(Context context, Gatekeeper gatekeeper, ModelList models, GatewayMetrics metrics) {
        EventLoop loop = ((ContextInternal) context).nettyEventLoop();
        Upstreams upstreams = upstreams(loop);
        if (tokens == null) { // the first event loop does what is to be done once
            tokens = new Tokens(upstreams, loop);
            probes = new Probes(loop, upstreams, ejected);
        }
        Readings readings = new Readings(
                loop, settings.upstreams().betweenBytes(), settings.limits().arrival());
        Sessions sessions = new Sessions(loop, gatekeeper.standing());
        Station station = new Station(
                gatekeeper,
                upstreams,
                tokens,
                lane(loop),
                loop,
                readings,
                sessions,
                bodyMemory,
                replays,
                onBehalf,
                caching,
                metrics,
                settings,
                observer);
        Relay relay = new Relay(station, models);
        posts.add(new Post(loop, relay, upstreams, readings, sessions));
        return relay;
    }

    private Upstreams upstreams(EventLoop loop) {
        Connector connector = new Connector(
                loop,
                vertx.transport().channelFactory(false),
                addresses,
                settings.tls(),
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
        for (Post post : posts) {
            post.relay().close();
            CompletableFuture.runAsync(post.sessions()::close, post.loop()).join();
        }
        if (probes != null) {
            probes.close();
        }
        long until = System.nanoTime() + drain.toNanos();
        while (metrics.inFlight() > 0 && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(GLANCE);
        }
        for (Post post : posts) {
            CompletableFuture.runAsync(post.upstreams()::close, post.loop()).join();
            post.readings().close();
        }
        addresses.close();
    }
}
