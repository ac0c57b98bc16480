package dev.llmmarketplace.server.telemetry;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.telemetry.Span;
import dev.llmmarketplace.core.telemetry.SpanExporter;
import dev.llmmarketplace.gateway.admit.RingKey;
import dev.llmmarketplace.gateway.observe.EndedCall;
import dev.llmmarketplace.gateway.observe.Trace;
import dev.llmmarketplace.gateway.observe.Visit;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses at a call's end whether it becomes a span: those that were sampled at the head, by the caller or by us, and all
 * that failed or were slow. The figures are there anyway, so a call that is not chosen costs a comparison.
 */
public final class Spans implements AutoCloseable {
    private static final int WAITING = 4_096;
    private static final int BATCH = 512;

    private final SpanExporter exporter;
    private final Outlet<Span> outlet;
    private final double head;
    private final long slowMicros;

    /**
     * @param head part of new traces that is sampled, 0 to 1
     * @param slow calls that take as long are always exported
     */
    public Spans(SpanExporter exporter, double head, Duration slow) {
        this.exporter = exporter;
        this.head = head;
        this.slowMicros = slow.toNanos() / 1000;
        this.outlet = new Outlet<>("spans", WAITING, BATCH, this::export);
        outlet.start();
    }

    double head() {
        return head;
    }

    private int export(List<Span> spans) {
        return exporter.export(spans) ? 0 : spans.size();
    }

    void ended(Visit visit, EndedCall call) {
        Trace trace = visit.trace();
        if (trace != null && (trace.sampled() || failed(call.outcome()) || call.durationMicros() >= slowMicros)) {
            outlet.offer(CallSpan.of(visit, trace, call));
        }
    }

    /**
     * Whoever calls without a key can make refusals at will, so they are exported as their traces were sampled; those that
     * are our own fault always.
     */
    void refused(Visit visit, @Nullable RingKey key, ErrorCode code) {
        Trace trace = visit.trace();
        if (trace != null && (trace.sampled() || code.kind() == ErrorCode.Kind.INTERNAL)) {
            outlet.offer(RefusalSpan.of(visit, trace, key, code));
        }
    }

    /** The caller's hanging up is not an error. */
    private static boolean failed(Outcome outcome) {
        return switch (outcome) {
            case COMPLETED, CLIENT_CLOSED -> false;
            case UPSTREAM_ERROR, UPSTREAM_FAILED, UPSTREAM_TIMEOUT, CUT_OFF, INTERRUPTED -> true;
        };
    }

    /** Accepted by the collector. */
    public long exported() {
        return outlet.sent();
    }

    /** Not sent for want of room, or not accepted. */
    public long dropped() {
        return outlet.dropped();
    }

    @Override
    public void close() {
        outlet.close();
        exporter.close();
    }
}
