package dev.llmmarketplace.gateway.route;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The endpoints whose circuit is not closed. Thread-safe. */
public final class Ejected {
    private final EndpointHealth.Settings settings;
    private final Set<Destination> present = ConcurrentHashMap.newKeySet();
    private final LongAdder times = new LongAdder();

    public Ejected(EndpointHealth.Settings settings) {
        this.settings = settings;
    }

    EndpointHealth.Settings settings() {
        return settings;
    }

    void add(Destination destination) {
        times.increment();
        present.add(destination);
    }

    /** A view that follows. */
    public Set<Destination> present() {
        return present;
    }

    /** Forgets those that are back. */
    public void sweep() {
        present.removeIf(destination -> destination.health().state() instanceof EndpointHealth.State.Closed);
    }

    /** How often an endpoint was taken out. */
    public long times() {
        return times.sum();
    }
}
