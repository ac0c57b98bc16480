package dev.llmmarketplace.server;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.llmmarketplace.server.configuration.Configuration;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where connections come in, before anything is read from them: no more than the process can hold, and none that does not
 * begin to speak. Stands before the acceptors of all servers. Thread-safe.
 */
@Sharable
final class Gate extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final int most;
    private final long patience;
    private final AtomicInteger present = new AtomicInteger();
    private final LongAdder turnedAway = new LongAdder();
    private final LongAdder silent = new LongAdder();
    /** Those of which no request has come yet, and since when ({@link System#nanoTime}). */
    private final Map<Channel, Long> newcomers = new ConcurrentHashMap<>();

    /**
     * @param most connections at once
     * @param patience until a first request, its TLS handshake included
     */
    Gate(int most, Duration patience) {
        this.most = most;
        this.patience = patience.toNanos();
    }

    static Gate of(Configuration.Callers callers) {
        return new Gate(callers.connections() > 0 ? callers.connections() : usual(), callers.idle());
    }

    private static int usual() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? Math.clamp(system.getMaxFileDescriptorCount() / 4 * 3, 1, Integer.MAX_VALUE)
                : Integer.MAX_VALUE;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof Channel newcomer && !admitted(newcomer)) {
            newcomer.unsafe().closeForcibly();
        } else {
            context.fireChannelRead(message);
        }
    }

    private boolean admitted(Channel newcomer) {
        if (present.incrementAndGet() > most) {
            present.decrementAndGet();
            turnAway();
            return false;
        }
        newcomers.put(newcomer, System.nanoTime());
        newcomer.closeFuture().addListener(_ -> {
            newcomers.remove(newcomer);
            present.decrementAndGet();
        });
        return true;
    }

    private void turnAway() {
        if (turnedAway.sum() == 0) {
            LOG.warn("{} connections are open: more are turned away (http.connections)", most);
        }
        turnedAway.increment();
    }

    /** Its first request has come. */
    void speaks(Channel connection) {
        newcomers.remove(connection);
    }

    /** To be called every second or so. */
    void closeTheSilent() {
        long now = System.nanoTime();
        newcomers.forEach((connection, since) -> {
            if (now - since > patience) {
                silent.increment();
                var _ = connection.close();
            }
        });
    }

    void bind(MeterRegistry registry) {
        Gauge.builder("marketplace.http.connections", present, AtomicInteger::get)
                .description("Connections of callers that are open")
                .register(registry);
        FunctionCounter.builder("marketplace.http.connections.refused", turnedAway, LongAdder::sum)
                .description("Connections that were closed as they came, because there were too many")
                .register(registry);
        FunctionCounter.builder("marketplace.http.connections.silent", silent, LongAdder::sum)
                .description("Connections that were closed because no request came")
                .register(registry);
    }
}
