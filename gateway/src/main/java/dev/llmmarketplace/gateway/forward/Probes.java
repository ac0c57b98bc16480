package dev.llmmarketplace.gateway.forward;

import dev.llmmarketplace.gateway.route.Destination;
import dev.llmmarketplace.gateway.route.Ejected;
import dev.llmmarketplace.gateway.route.Patience;
import dev.llmmarketplace.gateway.route.UpstreamHead;
import dev.llmmarketplace.gateway.wire.ForwardedBody;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Asks endpoints that were taken out after failures whether they answer again, so that their next trial need not wait for
 * the end of their time. Endpoints that work are never asked. However many are out, a few are asked at once, each at times
 * of its own. Belongs to one event loop.
 */
public final class Probes implements AutoCloseable {
    private static final long TICK_MILLIS = 200;
    private static final int AT_ONCE = 4;
    private static final long FIRST = Duration.ofSeconds(2).toNanos();
    private static final long LONGEST = Duration.ofMinutes(1).toNanos();
    private static final Patience PATIENCE = Patience.of(Duration.ofSeconds(5));

    private final Upstreams upstreams;
    private final Ejected ejected;
    private final Map<Destination, Turn> turns = new HashMap<>();
    private final ScheduledFuture<?> ticking;
    private int underWay;

    private record Turn(long at, long interval) {
        static Turn after(long interval) {
            long jittered = interval / 2 + ThreadLocalRandom.current().nextLong(interval);
            return new Turn(System.nanoTime() + jittered, interval);
        }

        Turn next() {
            return after(Math.min(2 * interval, LONGEST));
        }
    }

    public Probes(EventLoop loop, Upstreams upstreams, Ejected ejected) {
        this.upstreams = upstreams;
        this.ejected = ejected;
        this.ticking = loop.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        ejected.sweep();
        turns.keySet().retainAll(ejected.present());
        long now = System.nanoTime();
        for (Destination destination : ejected.present()) {
            Turn turn = turns.computeIfAbsent(destination, _ -> Turn.after(FIRST));
            UpstreamHead head = destination.probe();
            if (head != null && underWay < AT_ONCE && now - turn.at() >= 0) {
                turns.put(destination, turn.next());
                probe(destination, head, now);
            }
        }
    }

    private void probe(Destination destination, UpstreamHead head, long now) {
        underWay++;
        upstreams.send(
                new UpstreamRequest(
                        destination.origin(),
                        head,
                        "accept: application/json\r\n",
                        new ForwardedBody(new byte[0]),
                        PATIENCE,
                        now + 2 * PATIENCE.firstByte()),
                new Probe(destination));
    }

    private final class Probe implements AnswerListener {
        private final Destination destination;

        private Probe(Destination destination) {
            this.destination = destination;
        }

        /** Whatever it says, unless that it cannot. */
        @Override
        public void head(AnswerHead head) {
            if (head.status() < 500 && head.status() != 429) {
                destination.answersProbe();
            }
        }

        @Override
        public void content(byte[] bytes, int length) {}

        @Override
        public void end(byte[] bytes, int length) {
            underWay--;
        }

        @Override
        public void failed(UpstreamFailure failure) {
            underWay--;
        }
    }

    @Override
    public void close() {
        ticking.cancel(false);
    }
}
