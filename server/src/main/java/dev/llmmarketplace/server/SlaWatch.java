package dev.llmmarketplace.server;

import dev.llmmarketplace.core.sla.Breach;
import dev.llmmarketplace.core.sla.BreachStore;
import dev.llmmarketplace.core.sla.Promise;
import dev.llmmarketplace.core.sla.Severity;
import dev.llmmarketplace.core.sla.SlaSweep;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges services again and again, and shows what lasts to Prometheus. */
final class SlaWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlaWatch.class);

    private final SlaSweep sweep;
    private final BreachStore breaches;
    private final MeterRegistry registry;
    private final Duration interval;
    private final Thread thread;
    private volatile List<BreachStore.Count> lasting = List.of();
    private volatile boolean closed;

    private SlaWatch(SlaSweep sweep, BreachStore breaches, MeterRegistry registry, Duration interval) {
        this.sweep = sweep;
        this.breaches = breaches;
        this.registry = registry;
        this.interval = interval;
        this.thread = Thread.ofVirtual().name("service levels").unstarted(this::run);
    }

    static SlaWatch start(Stores stores, MeterRegistry registry, Duration interval, InstantSource clock) {
        SlaSweep sweep = new SlaSweep(stores.quality(), stores.breaches(), stores.catalog(), clock);
        SlaWatch watch = new SlaWatch(sweep, stores.breaches(), registry, interval);
        watch.bind();
        watch.thread.start();
        return watch;
    }

    private void bind() {
        for (Promise promise : Promise.values()) {
            for (Severity severity : Severity.values()) {
                Gauge.builder("marketplace.sla.breaches", this, watch -> watch.lasting(promise, severity))
                        .description("Promises of services that are broken, as last seen")
                        .tag("promise", promise.wireName())
                        .tag("severity", severity.wireName())
                        .register(registry);
                violations(promise, severity);
            }
        }
    }

    private Counter violations(Promise promise, Severity severity) {
        return Counter.builder("marketplace.sla.violations")
                .description("Promises that were found broken, or broken worse than before")
                .tag("promise", promise.wireName())
                .tag("severity", severity.wireName())
                .register(registry);
    }

    private double lasting(Promise promise, Severity severity) {
        return lasting.stream()
                .filter(count -> count.promise() == promise && count.severity() == severity)
                .mapToLong(BreachStore.Count::breaches)
                .sum();
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(interval.toNanos());
            if (!closed) {
                judge();
            }
        }
    }

    private void judge() {
        try {
            sweep.run().forEach(this::tell);
            lasting = breaches.lasting();
        } catch (RuntimeException e) {
            LOG.warn("Services could not be judged; it is tried again in {}", interval, e);
        }
    }

    private void tell(Breach.Change change) {
        Breach breach = change.breach();
        switch (change.kind()) {
            case BEGAN, WORSENED -> {
                violations(breach.promise(), breach.severity()).increment();
                LOG.warn(
                        "Service {} breaks its promise: {} is {}, promised {} ({}, {} calls)",
                        breach.service(),
                        breach.promise().wireName(),
                        breach.actual(),
                        breach.threshold(),
                        breach.severity().wireName(),
                        breach.sample());
            }
            case ENDED ->
                LOG.info(
                        "Service {} keeps its promise of {} again",
                        breach.service(),
                        breach.promise().wireName());
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
