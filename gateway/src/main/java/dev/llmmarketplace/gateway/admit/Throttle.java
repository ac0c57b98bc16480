package dev.llmmarketplace.gateway.admit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rates and seats of one scope: of a subscription, a key, a project, or a service. Counts in this process alone: where {@code n}
 * gateways run side by side, up to {@code n} times as much passes. Thread-safe.
 */
final class Throttle {
    /** Whose limit it is. */
    enum Scope {
        KEY,
        PROJECT,
        SERVICE,
        SUBSCRIPTION
    }

    /** What is limited. */
    enum Kind {
        REQUESTS,
        TOKENS,
        SEATS
    }

    /** @param waitNanos until another attempt makes sense */
    record Denial(Throttle throttle, Kind kind, long waitNanos) {}

    private static final long SEAT_WAIT = 1_000_000_000;

    private final Scope scope;
    private final Rates rates;
    private final @Nullable TokenBucket requests;
    private final @Nullable TokenBucket tokens;
    private final Seats seats;

    private Throttle(
            Scope scope, Rates rates, @Nullable TokenBucket requests, @Nullable TokenBucket tokens, Seats seats) {
        this.scope = scope;
        this.rates = rates;
        this.requests = requests;
        this.tokens = tokens;
        this.seats = seats;
    }

    static Throttle of(Scope scope, Rates rates) {
        return new Throttle(scope, rates, requests(rates), tokens(rates), new Seats(rates.seats()));
    }

    /** With other rates; what did not change keeps its counters. */
    Throttle becoming(Rates later) {
        return new Throttle(
                scope,
                later,
                later.sameRequests(rates) ? requests : requests(later),
                later.tokensPerMinute() == rates.tokensPerMinute() ? tokens : tokens(later),
                later.seats() == rates.seats() ? seats : new Seats(later.seats()));
    }

    private static @Nullable TokenBucket requests(Rates rates) {
        if (rates.requests() == 0) {
            return null;
        }
        return rates.windowSeconds() == 1
                ? new TokenBucket(rates.requests(), rates.burst(), System.nanoTime())
                : TokenBucket.perMinute(rates.requests(), System.nanoTime());
    }

    private static @Nullable TokenBucket tokens(Rates rates) {
        return rates.tokensPerMinute() == 0 ? null : TokenBucket.perMinute(rates.tokensPerMinute(), System.nanoTime());
    }

    Scope scope() {
        return scope;
    }

    Rates rates() {
        return rates;
    }

    /** Null when there is no limit. */
    @Nullable
    TokenBucket requests() {
        return requests;
    }

    /** Null when there is no limit. */
    @Nullable
    TokenBucket tokens() {
        return tokens;
    }

    /**
     * Takes a request, a seat and the tokens that a call will likely use, all or nothing.
     *
     * @return null when it did; then {@link #leave} or {@link #cancel} must follow
     */
    @Nullable
    Denial enter(long likelyTokens, long now) {
        long wait = requests == null ? 0 : requests.take(now);
        if (wait > 0) {
            return new Denial(this, Kind.REQUESTS, wait);
        }
        wait = tokens == null ? 0 : tokens.take(likelyTokens, now);
        if (wait > 0) {
            correct(requests, 1, 0);
            return new Denial(this, Kind.TOKENS, wait);
        }
        if (!seats.take()) {
            correct(requests, 1, 0);
            correct(tokens, likelyTokens, 0);
            return new Denial(this, Kind.SEATS, SEAT_WAIT);
        }
        return null;
    }

    /** The call is over: frees its seat and counts the tokens that it used instead of those it was thought to. */
    void leave(long likelyTokens, long usedTokens) {
        seats.leave();
        correct(tokens, likelyTokens, usedTokens);
    }

    /** As if it had not been entered. */
    void cancel(long likelyTokens) {
        leave(likelyTokens, 0);
        correct(requests, 1, 0);
    }

    void describe(String named, List<LimitState> states) {
        long now = System.nanoTime();
        if (requests != null) {
            String limit = rates.windowSeconds() == 1 ? "requests_per_second" : "requests_per_minute";
            states.add(new LimitState(named, limit, rates.requests(), requests.remaining(now)));
        }
        if (tokens != null) {
            states.add(new LimitState(named, "tokens_per_minute", rates.tokensPerMinute(), tokens.remaining(now)));
        }
        if (rates.seats() > 0) {
            states.add(new LimitState(named, "concurrency", rates.seats(), Math.max(0, rates.seats() - seats.taken())));
        }
    }

    private static void correct(@Nullable TokenBucket bucket, long taken, long used) {
        if (bucket != null) {
            bucket.correct(taken, used);
        }
    }
}
