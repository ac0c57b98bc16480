package dev.llmmarketplace.gateway;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The calls of one event loop whose body is still coming, in no order. Callers that stop in the middle of it are sent
 * away: one coarse tick is cheaper than a timer for each.
 */
final class Readings implements AutoCloseable {
    private static final long TICK_MILLIS = 250;

    private final long patience;
    private final long arrival;
    private final List<Call> all = new ArrayList<>();
    private final ScheduledFuture<?> ticking;

    /**
     * @param patience between two pieces of a body
     * @param arrival of a whole body
     */
    Readings(EventLoop loop, Duration patience, Duration arrival) {
        this.patience = patience.toNanos();
        this.arrival = arrival.toNanos();
        this.ticking = loop.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void add(Call call) {
        call.place = all.size();
        all.add(call);
    }

    void remove(Call call) {
        if (call.place >= 0) {
            Call last = all.removeLast();
            if (last != call) {
                all.set(call.place, last);
                last.place = call.place;
            }
            call.place = -1;
        }
    }

    private void tick() {
        if (!all.isEmpty()) {
            long now = System.nanoTime();
            List.copyOf(all).forEach(call -> call.expire(now - patience, now - arrival));
        }
    }

    @Override
    public void close() {
        ticking.cancel(false);
    }
}
