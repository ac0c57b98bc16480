package dev.llmmarketplace.core.telemetry;

import java.util.List;

/** Where spans go. Blocking; used by one thread at a time. */
public interface SpanExporter extends AutoCloseable {
    /** Sends them; false when they were not accepted within some seconds and are lost. */
    boolean export(List<Span> spans);

    @Override
    void close();
}
