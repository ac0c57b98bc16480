package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Usage;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the gateway has done since it started. Recording is striped and cheap; reading sums up and is for a scrape now and
 * then. Thread-safe; figures read together may be a few calls apart.
 */
public final class GatewayMetrics {
    private final LongAdder[] calls = adders(Outcome.values().length + 1);
    private final LongAdder[] refusals = adders(ErrorCode.values().length);
    private final LongAdder inFlight = new LongAdder();
    private final LongAdder promptTokens = new LongAdder();
    private final LongAdder answerTokens = new LongAdder();
    private final LongAdder estimated = new LongAdder();
    private final LongAdder hedges = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LatencyHistogram firstByte = new LatencyHistogram();
    private final LatencyHistogram duration = new LatencyHistogram();

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

    void settled(Outcome outcome, Usage billed, boolean estimate, long firstByteMicros, long durationMicros) {
        inFlight.decrement();
        calls[outcome.code()].increment();
        promptTokens.add(billed.promptTokens());
        answerTokens.add(billed.answerTokens());
        if (estimate) {
            estimated.increment();
        }
        if (firstByteMicros > 0) {
            firstByte.record(firstByteMicros);
        }
        duration.record(durationMicros);
    }

    void hedged() {
        hedges.increment();
    }

    void retried() {
        retries.increment();
    }

    @SuppressWarnings("EnumOrdinal") // An index within this process.
    void refused(ErrorCode code) {
        refusals[code.ordinal()].increment();
    }

    /** Forwarded calls that ended so. */
    public long calls(Outcome outcome) {
        return calls[outcome.code()].sum();
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

    /** From a request's arrival to the first byte of its answer. */
    public LatencyHistogram firstByte() {
        return firstByte;
    }

    /** From a request's arrival to its end. */
    public LatencyHistogram duration() {
        return duration;
    }
}
