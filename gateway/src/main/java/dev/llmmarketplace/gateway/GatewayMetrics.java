package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.gateway.observe.EndedCall;
import dev.llmmarketplace.gateway.wire.Route;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the gateway has done since it started. Recording is striped and cheap; reading sums up and is for a scrape now and
 * then. Thread-safe; figures read together may be a few calls apart.
 */
public final class GatewayMetrics {
    private final LongAdder[][] calls = Arrays.stream(Route.values())
            .map(_ -> adders(Outcome.values().length + 1))
            .toArray(LongAdder[][]::new);
    private final LongAdder[] refusals = adders(ErrorCode.values().length);
    private final LongAdder inFlight = new LongAdder();
    private final LongAdder promptTokens = new LongAdder();
    private final LongAdder answerTokens = new LongAdder();
    private final LongAdder estimated = new LongAdder();
    private final LongAdder hedges = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder cacheHits = new LongAdder();
    private final LongAdder cacheMisses = new LongAdder();
    private final LatencyHistogram firstByte = new LatencyHistogram();
    private final LatencyHistogram duration = new LatencyHistogram();
    private final LatencyHistogram overhead = new LatencyHistogram();
    private final LatencyHistogram upstream = new LatencyHistogram();
    private final ServiceSeries services = new ServiceSeries();

    private static LongAdder[] adders(int count) {
        LongAdder[] adders = new LongAdder[count];
        for (int i = 0; i < count; i++) {
            adders[i] = new LongAdder();
        }
        return adders;
    }

    void forwarded() {
        inFlight.increment();
    }

    /** @param overheadMicros from the arrival of the request until it went to a provider; 0 when it did not */
    @SuppressWarnings("EnumOrdinal") // An index within this process.
    void settled(EndedCall call, boolean estimate, long overheadMicros) {
        inFlight.decrement();
        calls[call.route().ordinal()][call.outcome().code()].increment();
        promptTokens.add(call.billed().promptTokens());
        answerTokens.add(call.billed().answerTokens());
        if (estimate) {
            estimated.increment();
        }
        if (overheadMicros > 0) {
            overhead.record(overheadMicros);
        }
        if (call.firstByteMicros() > 0) {
            firstByte.record(call.firstByteMicros());
            upstream.record(Math.max(0, call.firstByteMicros() - overheadMicros));
        }
        duration.record(call.durationMicros());
        services.count(call);
    }

    void hedged() {
        hedges.increment();
    }

    void retried() {
        retries.increment();
    }

    void cacheHit() {
        cacheHits.increment();
    }

    void cacheMiss() {
        cacheMisses.increment();
    }

    @SuppressWarnings("EnumOrdinal") // An index within this process.
    void refused(ErrorCode code) {
        refusals[code.ordinal()].increment();
    }

    /** Forwarded calls that ended so. */
    public long calls(Outcome outcome) {
        long sum = 0;
        for (LongAdder[] ofRoute : calls) {
            sum += ofRoute[outcome.code()].sum();
        }
        return sum;
    }

    /** Forwarded calls of that route that ended so. */
    @SuppressWarnings("EnumOrdinal")
    public long calls(Route route, Outcome outcome) {
        return calls[route.ordinal()][outcome.code()].sum();
    }

    /** Calls that were answered with this error and not forwarded. */
    @SuppressWarnings("EnumOrdinal")
    public long refusals(ErrorCode code) {
        return refusals[code.ordinal()].sum();
    }

    /** Forwarded and not ended. */
    public long inFlight() {
        return inFlight.sum();
    }

    /** Billed. */
    public long promptTokens() {
        return promptTokens.sum();
    }

    /** Billed. */
    public long answerTokens() {
        return answerTokens.sum();
    }

    /** Calls billed by our own count. */
    public long estimated() {
        return estimated.sum();
    }

    /** Requests that were sent to another endpoint as well, because the first was late. */
    public long hedges() {
        return hedges.sum();
    }

    /** Requests that were sent once more. */
    public long retries() {
        return retries.sum();
    }

    /** Calls that were answered from the cache. */
    public long cacheHits() {
        return cacheHits.sum();
    }

    /** Calls whose answer was looked for in the cache and was not there. */
    public long cacheMisses() {
        return cacheMisses.sum();
    }

    /** From a request's arrival to the first byte of its answer. */
    public LatencyHistogram firstByte() {
        return firstByte;
    }

    /** From a request's arrival to its end. */
    public LatencyHistogram duration() {
        return duration;
    }

    /** From a request's arrival until it goes to a provider: what the gateway adds before. */
    public LatencyHistogram overhead() {
        return overhead;
    }

    /** From there to the first byte of the answer, further tries included. */
    public LatencyHistogram upstream() {
        return upstream;
    }

    public ServiceSeries services() {
        return services;
    }
}
