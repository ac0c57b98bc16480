package dev.llmmarketplace.gateway.forward;

import dev.llmmarketplace.gateway.route.Origin;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * All exchanges of one event loop with all providers. Reuses idle connections, makes new ones, and looks after time: one
 * coarse tick over the exchanges under way is cheaper than a timer for each.
 */
public final class Upstreams implements AutoCloseable {
    private static final long TICK_MILLIS = 50;

    /**
     * @param connect until a connection stands, its TLS handshake included
     * @param betweenBytes silence within an answer
     * @param total from the arrival of a call to its end, all tries included
     * @param callerPatience how long a caller may not read before its call is ended
     * @param idle how long an unused connection is kept, unless the provider says less
     * @param idlePerOrigin how many of them per event loop
     */
    public record Settings(
            Duration connect,
            Duration betweenBytes,
            Duration total,
            Duration callerPatience,
            Duration idle,
            int idlePerOrigin) {
        public static final Settings DEFAULT = new Settings(
                Duration.ofSeconds(5),
                Duration.ofSeconds(120),
                Duration.ofMinutes(15),
                Duration.ofMinutes(2),
                Duration.ofSeconds(30),
                100);

        /** With other times; callers may be silent for as long as providers. */
        public Settings waiting(Duration toConnect, Duration silent, Duration inAll) {
            return new Settings(toConnect, silent, inAll, silent, idle, idlePerOrigin);
        }
    }

    private final Settings settings;
    private final Connector connector;
    private final EventLoop loop;
    private final IdleConnections idle;
    private final Http2Connections shared = new Http2Connections();
    private final Exchanges exchanges = new Exchanges();
    private final ScheduledFuture<?> ticking;

    public Upstreams(EventLoop loop, Connector connector, Settings settings) {
        this.loop = loop;
        this.settings = settings;
        this.connector = connector;
        this.idle = new IdleConnections(settings.idlePerOrigin());
        this.ticking = loop.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Sends {@code request}; {@code listener} hears of it, possibly before this returns. */
    public Exchange send(UpstreamRequest request, AnswerListener listener) {
        Exchange exchange = new Exchange(this, request, listener);
        exchanges.add(exchange);
        begin(exchange);
        return exchange;
    }

    /** The same after {@code delayNanos}; it can be aborted from now on. */
    public Exchange sendAfter(long delayNanos, UpstreamRequest request, AnswerListener listener) {
        Exchange exchange = new Exchange(this, request, listener);
        exchanges.add(exchange);
        exchange.expectWithin(delayNanos + settings.connect().toNanos());
        var _ = loop.schedule(
                () -> {
                    if (!exchange.over()) {
                        begin(exchange);
                    }
                },
                delayNanos,
                TimeUnit.NANOSECONDS);
        return exchange;
    }

    /** Runs {@code task} on the event loop after that time. */
    public void after(long nanos, Runnable task) {
        var _ = loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    /** Sends it over what stands, or makes a connection. */
    void begin(Exchange exchange) {
        Http2Connection busy = shared.withRoom(exchange.origin());
        if (busy != null) {
            busy.begin(exchange);
            return;
        }
        UpstreamConnection connection = idle.take(exchange.origin(), System.nanoTime());
        if (connection == null) {
            connect(exchange);
        } else {
            connection.begin(exchange, true);
        }
    }

    /** The same for one that was not taken where it was sent first; once. */
    void again(Exchange exchange) {
        if (exchange.mayRetry()) {
            begin(exchange);
        } else {
            exchange.fail(
                    new UpstreamFailure(UpstreamFailure.Kind.UNREACHABLE, "The provider takes no more requests."));
        }
    }

    void connect(Exchange exchange) {
        // The tick is a second guard: a resolver has no timeout of its own.
        exchange.expectWithin(2 * settings.connect().toNanos());
        if (shared.joins(exchange)) {
            return;
        }
        Origin origin = exchange.origin();
        connector.connect(origin, new Connector.Outcome() {
            @Override
            public void connected(Channel channel, boolean http2) {
                if (http2) {
                    connectedShared(exchange, channel);
                } else {
                    connectedAlone(exchange, channel);
                }
            }

            @Override
            public void failed(String message) {
                UpstreamFailure failure = new UpstreamFailure(UpstreamFailure.Kind.UNREACHABLE, message);
                List<Exchange> waiting = shared.failed(origin);
                exchange.fail(failure);
                waiting.forEach(other -> other.fail(failure));
            }
        });
    }

    private void connectedShared(Exchange exchange, Channel channel) {
        Http2Connection made = Http2Connection.install(this, shared, exchange.origin(), channel);
        List<Exchange> waiting = shared.add(made);
        if (!exchange.over()) {
            made.begin(exchange);
        }
        beginAll(waiting);
    }

    private void connectedAlone(Exchange exchange, Channel channel) {
        UpstreamConnection made = UpstreamConnection.install(this, exchange.origin(), channel);
        List<Exchange> waiting = shared.failed(exchange.origin()); // it does not speak HTTP/2 any more
        if (exchange.over()) {
            made.close();
        } else {
            made.begin(exchange, false);
        }
        beginAll(waiting);
    }

    private void beginAll(List<Exchange> waiting) {
        for (Exchange exchange : waiting) {
            if (!exchange.over()) {
                begin(exchange);
            }
        }
    }

    /** Opens a WebSocket; {@code listener} hears of it, possibly before this returns. */
    public UpstreamSocket open(SocketRequest request, SocketListener listener) {
        UpstreamSocket socket = new UpstreamSocket(loop, request, listener);
        connector.connect(request.origin(), new Connector.Outcome() {
            @Override
            public void connected(Channel channel, boolean http2) {
                socket.install(channel);
                socket.begin(channel);
            }

            @Override
            public void failed(String message) {
                socket.fail(new UpstreamFailure(UpstreamFailure.Kind.UNREACHABLE, message));
            }
        });
        return socket;
    }

    private void tick() {
        long now = System.nanoTime();
        exchanges.expireAt(now);
        idle.closeExpired(now);
        shared.closeExpired(now, settings.idle());
    }

    void finished(Exchange exchange) {
        exchanges.remove(exchange);
    }

    void release(UpstreamConnection connection) {
        idle.put(connection);
    }

    void closed(UpstreamConnection connection) {
        idle.remove(connection);
    }

    Settings settings() {
        return settings;
    }

    /** How long a connection may stay idle: a little less than its provider says, or our own limit. */
    long idleNanos(HttpHeaders headers) {
        return Math.min(settings.idle().toNanos(), KeepAlive.nanos(headers.get("keep-alive")));
    }

    /** Exchanges under way. */
    public int underWay() {
        return exchanges.size();
    }

    /** Ends everything; listeners whose answer is not complete are told. */
    @Override
    public void close() {
        ticking.cancel(false);
        exchanges.failAll(new UpstreamFailure(UpstreamFailure.Kind.SHUT_DOWN, "The gateway is shutting down."));
        idle.closeAll();
        shared.closeAll();
    }
}
