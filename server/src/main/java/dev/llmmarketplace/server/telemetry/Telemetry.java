package dev.llmmarketplace.server.telemetry;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.gateway.admit.RingKey;
import dev.llmmarketplace.gateway.observe.CallObserver;
import dev.llmmarketplace.gateway.observe.EndedCall;
import dev.llmmarketplace.gateway.observe.Visit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is switched on of spans and access records, as one observer. Closed in reverse, with what waits sent or written. */
public final class Telemetry implements CallObserver, AutoCloseable {
    private final Optional<Spans> spans;
    private final Optional<AccessLog> accessLog;

    public Telemetry(Optional<Spans> spans, Optional<AccessLog> accessLog) {
        this.spans = spans;
        this.accessLog = accessLog;
    }

    public Optional<Spans> spans() {
        return spans;
    }

    public Optional<AccessLog> accessLog() {
        return accessLog;
    }

    @Override
    public boolean traces() {
        return spans.isPresent();
    }

    @Override
    public double head() {
        return spans.isPresent() ? spans.get().head() : 0;
    }

    @Override
    public void ended(Visit visit, EndedCall call) {
        if (spans.isPresent()) {
            spans.get().ended(visit, call);
        }
        if (accessLog.isPresent()) {
            accessLog.get().ended(visit, call);
        }
    }

    @Override
    public void refused(Visit visit, @Nullable RingKey key, ErrorCode code) {
        if (spans.isPresent()) {
            spans.get().refused(visit, key, code);
        }
        if (accessLog.isPresent()) {
            accessLog.get().refused(visit, key, code);
        }
    }

    @Override
    public void close() {
        spans.ifPresent(Spans::close);
        accessLog.ifPresent(AccessLog::close);
    }
}
