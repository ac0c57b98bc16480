package dev.llmmarketplace.server;

import dev.llmmarketplace.core.publishing.probe.ProbeRules;
import dev.llmmarketplace.core.publishing.probe.Probing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Probes what is listed, a few at a time. */
final class ProbeWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProbeWatch.class);
    private static final int AT_A_TIME = 8;
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(10);

    /** Whoever is taken in later is not due before an interval has passed anyway. */
    private static final Duration LONGEST_ENROLMENT = Duration.ofMinutes(1);

    private static final Duration SHORTEST_IDLE = Duration.ofMillis(50);
    private static final int LOOKS_PER_INTERVAL = 20;

    private final Probing probing;
    private final MeterRegistry meters;
    private final Duration interval;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    private ProbeWatch(Probing probing, ProbeRules rules, MeterRegistry meters) {
        this.probing = probing;
        this.meters = meters;
        this.interval = rules.interval();
    }

    static ProbeWatch start(Probing probing, ProbeRules rules, MeterRegistry meters) {
        ProbeWatch watch = new ProbeWatch(probing, rules, meters);
        watch.threads.add(
                Thread.ofVirtual().name("probe enrolment").start(() -> watch.repeat(watch::enrol, LONGEST_ENROLMENT)));
        for (int number = 0; number < AT_A_TIME; number++) {
            watch.threads.add(
                    Thread.ofVirtual().name("probe-" + number).start(() -> watch.repeat(watch::probe, LONGEST_IDLE)));
        }
        return watch;
    }

    private Duration idle(Duration longest) {
        Duration share = interval.dividedBy(LOOKS_PER_INTERVAL);
        Duration longEnough = share.compareTo(SHORTEST_IDLE) < 0 ? SHORTEST_IDLE : share;
        return longEnough.compareTo(longest) > 0 ? longest : longEnough;
    }

    /** One turn; true when the next one may follow at once. */
    private interface Turn {
        boolean take();
    }

    /** @param longest how long to wait at the most when there is nothing to do */
    private void repeat(Turn turn, Duration longest) {
        Duration idle = idle(longest);
        while (!closed) {
            try {
                if (!turn.take()) {
                    Thread.sleep(idle);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.warn("A service could not be probed; others are", e);
                    rest();
                }
            }
        }
    }

    private void rest() {
        try {
            Thread.sleep(LONGEST_IDLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean enrol() {
        probing.enrol();
        return false;
    }

    private boolean probe() {
        Optional<Probing.Outcome> outcome = probing.next();
        outcome.ifPresent(this::count);
        return outcome.isPresent();
    }

    private void count(Probing.Outcome outcome) {
        Counter.builder("marketplace.probes")
                .description("Probes of listed services by how they ended")
                .tag("outcome", outcome.wireName())
                .register(meters)
                .increment();
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }
}
