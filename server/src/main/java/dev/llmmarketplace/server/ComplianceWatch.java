package dev.llmmarketplace.server;

import dev.llmmarketplace.core.event.DomainEvent;
import dev.llmmarketplace.core.event.EventLog;
import dev.llmmarketplace.core.governance.Revalidate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges what is published again: all of it when the program starts and at once when policies or waivers change; every five
 * minutes that of which something has changed; and each version once a day in any case.
 */
final class ComplianceWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ComplianceWatch.class);
    private static final Duration SWEEP = Duration.ofMinutes(5);
    private static final Duration IN_FULL = Duration.ofDays(1);
    private static final Duration RETRY = Duration.ofSeconds(5);

    /** An event may only become readable some time after it was announced, when another transaction is still running. */
    private static final Duration IDLE = Duration.ofMillis(500);

    private static final String TOPIC = "governance";
    private static final int PORTION = 500;

    private final Revalidate revalidate;
    private final EventLog events;
    private final InstantSource clock;
    private final Thread thread;
    private volatile boolean closed;

    private ComplianceWatch(Revalidate revalidate, EventLog events, InstantSource clock) {
        this.revalidate = revalidate;
        this.events = events;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("compliance").unstarted(this::run);
    }

    static ComplianceWatch start(Revalidate revalidate, EventLog events, InstantSource clock) {
        ComplianceWatch watch = new ComplianceWatch(revalidate, events, clock);
        watch.thread.start();
        return watch;
    }

    private void run() {
        DomainEvent.Position position = DomainEvent.Position.START;
        boolean behind = true;
        Instant swept = Instant.EPOCH;
        while (!closed) {
            try {
                if (position.equals(DomainEvent.Position.START)) {
                    position = events.end();
                }
                if (behind) {
                    behind = !tell(revalidate.all());
                    swept = clock.instant();
                } else if (swept.plus(SWEEP).isBefore(clock.instant())) {
                    tell(revalidate.judgedBefore(clock.instant().minus(IN_FULL)));
                    swept = clock.instant();
                }
                events.await(TOPIC, behind ? RETRY : IDLE);
                List<DomainEvent> news = events.read(TOPIC, position, PORTION);
                behind |= news.stream().anyMatch(ComplianceWatch::concerns);
                position = news.isEmpty() ? position : news.getLast().position();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                behind = true;
                LOG.warn("What is published could not be judged by the policies; it is tried again", e);
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
    }

    private static boolean concerns(DomainEvent event) {
        return event.type().startsWith("policy.") || event.type().startsWith("waiver.");
    }

    private static boolean tell(Revalidate.Outcome outcome) {
        if (outcome.suspended() > 0 || outcome.reinstated() > 0) {
            LOG.info(
                    "Policies have suspended {} versions and let {} return, of {} judged",
                    outcome.suspended(),
                    outcome.reinstated(),
                    outcome.judged());
        }
        if (!outcome.complete()) {
            LOG.warn("The policy engine does not answer; what is published stays as it is until it does");
        }
        return outcome.complete();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
