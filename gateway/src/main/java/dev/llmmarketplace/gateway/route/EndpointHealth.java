package dev.llmmarketplace.gateway.route;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether an endpoint answers, learned from the calls that go to it: a circuit breaker (Nygard, "Release It!"). It opens
 * after failures in a row, or when too many of the calls of a window failed. After a time that doubles with each time it
 * opens again, one call may try; its answer closes the circuit, its failure opens it again.
 *
 * <p>Thread-safe without locks. A count may be lost when calls of several threads end at the same moment, which a
 * threshold does not mind.
 */
public final class EndpointHealth {
    private static final State CLOSED = new State.Closed();

    /**
     * When the circuit opens, and for how long.
     *
     * @param inRow failures in a row
     * @param leastCalls of a window, before their rate tells anything
     * @param percent of a window's calls that fail
     * @param shortest the first time; jitter of a quarter is added
     * @param longest however often it has opened
     */
    public record Settings(
            int inRow, int leastCalls, int percent, Duration window, Duration shortest, Duration longest) {
        public static final Settings DEFAULT =
                new Settings(5, 20, 50, Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofMinutes(2));
    }

    /** All times by {@link System#nanoTime}. */
    public sealed interface State {
        /** Calls go through. */
        record Closed() implements State {}

        /**
         * No call goes through before {@code until}.
         *
         * @param times how often in sequence
         */
        record Open(long until, int times, String reason) implements State {}

        /** One call is on trial. */
        record Trying(long since, int times, String reason) implements State {}
    }

    private final Settings settings;
    private final AtomicReference<State> state = new AtomicReference<>(CLOSED);
    private final AtomicInteger failedInRow = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile long windowFrom = System.nanoTime();

    public EndpointHealth(Settings settings) {
        this.settings = settings;
    }

    public State state() {
        return Objects.requireNonNull(state.get());
    }

    /** True when a call may go there: the circuit is closed, or it is time for a trial. Takes nothing. */
    boolean available(long now) {
        return switch (state()) {
            case State.Closed() -> true;
            case State.Open(long until, int _, String _) -> now - until >= 0;
            // A trial whose end nobody told must not be the last one.
            case State.Trying(long since, int _, String _) ->
                now - since > settings.longest().toNanos();
        };
    }

    /**
     * Takes the right to one call, which must be told {@link #succeeded}, {@link #failed} or {@link #abandoned}; false when
     * there is none.
     */
    boolean enter(long now) {
        State before = state();
        return switch (before) {
            case State.Closed() -> true;
            case State.Open(long until, int times, String reason) ->
                now - until >= 0 && state.compareAndSet(before, new State.Trying(now, times, reason));
            case State.Trying(long since, int times, String reason) ->
                now - since > settings.longest().toNanos()
                        && state.compareAndSet(before, new State.Trying(now, times, reason));
        };
    }

    void succeeded(long now) {
        State before = state();
        if (before instanceof State.Closed) {
            if (failedInRow.get() != 0) {
                failedInRow.set(0);
            }
            count(now);
        } else if (before instanceof State.Trying) {
            close(before);
        }
    }

    private void close(State before) {
        if (state.compareAndSet(before, CLOSED)) {
            failedInRow.set(0);
            calls.set(0);
            failures.set(0);
        }
    }

    /**
     * @param reason for operators, a few words
     * @param again true when the same call has failed before, which is not counted twice
     * @return true when this opened the circuit
     */
    boolean failed(long now, String reason, boolean again) {
        State before = state();
        return switch (before) {
            case State.Closed() -> {
                if (again) {
                    yield false;
                }
                count(now);
                boolean rate = rateTooHigh();
                boolean row = failedInRow.incrementAndGet() >= settings.inRow();
                yield (rate || row) && state.compareAndSet(before, open(now, 0, reason));
            }
            case State.Trying(long _, int times, String _) -> state.compareAndSet(before, open(now, times + 1, reason));
            case State.Open _ -> false;
        };
    }

    /** The call ended for a reason that tells nothing of the endpoint: another one may try at once. */
    void abandoned(long now) {
        State before = state();
        if (before instanceof State.Trying(long _, int times, String reason)) {
            state.compareAndSet(before, new State.Open(now, times, reason));
        }
    }

    /** A probe was answered: the next call may try. */
    void answeredProbe(long now) {
        State before = state();
        if (before instanceof State.Open(long until, int times, String reason) && until - now > 0) {
            state.compareAndSet(before, new State.Open(now, times, reason));
        }
    }

    /** How long until a call may go there; 0 when it may. */
    long waitNanos(long now) {
        return switch (state()) {
            case State.Closed() -> 0;
            case State.Open(long until, int _, String _) -> Math.max(0, until - now);
            case State.Trying _ -> settings.shortest().toNanos();
        };
    }

    private State.Open open(long now, int times, String reason) {
        long time = Math.min(settings.longest().toNanos(), settings.shortest().toNanos() << Math.min(times, 20));
        return new State.Open(now + time + ThreadLocalRandom.current().nextLong(time / 4 + 1), times, reason);
    }

    private void count(long now) {
        if (now - windowFrom > settings.window().toNanos()) {
            windowFrom = now;
            calls.set(0);
            failures.set(0);
        }
        calls.incrementAndGet();
    }

    private boolean rateTooHigh() {
        long failed = failures.incrementAndGet();
        int all = calls.get();
        return all >= settings.leastCalls() && failed * 100 >= (long) all * settings.percent();
    }
}
