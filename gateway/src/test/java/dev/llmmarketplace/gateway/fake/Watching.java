package dev.llmmarketplace.gateway.fake;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.gateway.admit.RingKey;
import dev.llmmarketplace.gateway.observe.CallObserver;
import dev.llmmarketplace.gateway.observe.EndedCall;
import dev.llmmarketplace.gateway.observe.Trace;
import dev.llmmarketplace.gateway.observe.Visit;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Keeps what it hears. */
public final class Watching implements CallObserver {
    public final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
    public final Queue<Refused> refused = new ConcurrentLinkedQueue<>();
    public volatile boolean traces;
    public volatile double head;

    public record Ended(
            String requestId,
            @Nullable Trace trace,
            Outcome outcome,
            int attempts,
            String service,
            String host,
            long tokens,
            long costNanos,
            long firstByteMicros,
            long durationMicros) {}

    public record Refused(String path, boolean keyKnown, ErrorCode code) {}

    @Override
    public boolean traces() {
        return traces;
    }

    @Override
    public double head() {
        return head;
    }

    @Override
    public void ended(Visit visit, EndedCall call) {
        ended.add(new Ended(
                visit.requestId(),
                visit.trace(),
                call.outcome(),
                call.attempts(),
                call.target().label(),
                call.destination() == null ? "" : call.destination().origin().host(),
                call.billed().totalTokens(),
                call.costNanos(),
                call.firstByteMicros(),
                call.durationMicros()));
    }

    @Override
    public void refused(Visit visit, @Nullable RingKey key, ErrorCode code) {
        refused.add(new Refused(visit.path(), key != null, code));
    }
}
