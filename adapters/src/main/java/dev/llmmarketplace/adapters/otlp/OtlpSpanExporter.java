package dev.llmmarketplace.adapters.otlp;

import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.telemetry.Span;
import dev.llmmarketplace.core.telemetry.SpanExporter;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@link SpanExporter} to a collector. What is sampled was decided before: here everything is sent, under the identifiers
 * that callers and providers have seen.
 */
public final class OtlpSpanExporter implements SpanExporter {
    private static final String TRACES = "/v1/traces";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OtlpHttpSpanExporter exporter;
    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final GivenIds ids = new GivenIds();
    private final List<SpanData> ended = new ArrayList<>();

    private OtlpSpanExporter(OtlpHttpSpanExporter exporter, String instance) {
        this.exporter = exporter;
        this.provider = SdkTracerProvider.builder()
                .setIdGenerator(ids)
                .setSampler(Sampler.alwaysOn())
                .setResource(Resource.create(Attributes.builder()
                        .put("service.name", "llm-marketplace")
                        .put("service.instance.id", instance)
                        .build()))
                .addSpanProcessor(new Collecting())
                .build();
        this.tracer = provider.get("dev.llmmarketplace.gateway");
    }

    /**
     * @param endpoint of the collector; {@code /v1/traces} is added where the path does not end with it
     * @param headers sent with every batch, by name
     * @param instance identity of this process
     */
    public static OtlpSpanExporter to(URI endpoint, Map<String, Secret> headers, String instance) {
        String base = endpoint.toString().replaceFirst("/+$", "");
        OtlpHttpSpanExporterBuilder building = OtlpHttpSpanExporter.builder()
                .setEndpoint(base.endsWith(TRACES) ? base : base + TRACES)
                .setTimeout(PATIENCE);
        headers.forEach((name, value) -> building.addHeader(name, value.reveal()));
        return new OtlpSpanExporter(building.build(), instance);
    }

    @Override
    public boolean export(List<Span> spans) {
        ended.clear();
        spans.forEach(this::make);
        CompletableResultCode result = exporter.export(List.copyOf(ended));
        return result.join(PATIENCE.toMillis() * 2, TimeUnit.MILLISECONDS).isSuccess();
    }

    private void make(Span span) {
        ids.next = span;
        SpanBuilder builder = tracer.spanBuilder(span.name())
                .setSpanKind(kind(span))
                .setParent(parent(span))
                .setStartTimestamp(span.startNanos(), TimeUnit.NANOSECONDS);
        span.attributes().forEach((name, value) -> put(builder, name, value));
        io.opentelemetry.api.trace.Span made = builder.startSpan();
        if (span.error() != null) {
            made.setStatus(StatusCode.ERROR, span.error());
        }
        made.end(span.endNanos(), TimeUnit.NANOSECONDS);
    }

    private static SpanKind kind(Span span) {
        return switch (span.kind()) {
            case CLIENT -> SpanKind.CLIENT;
            case SERVER -> SpanKind.SERVER;
        };
    }

    private static Context parent(Span span) {
        return span.parentId() == null
                ? Context.root()
                : Context.root()
                        .with(io.opentelemetry.api.trace.Span.wrap(SpanContext.createFromRemoteParent(
                                span.traceId(), span.parentId(), TraceFlags.getSampled(), TraceState.getDefault())));
    }

    private static void put(SpanBuilder builder, String name, Object value) {
        switch (value) {
            case Long number -> builder.setAttribute(name, number);
            case Boolean truth -> builder.setAttribute(name, truth);
            default -> builder.setAttribute(name, value.toString());
        }
    }

    @Override
    public void close() {
        provider.close();
        exporter.close();
    }

    /** Hands out the identifiers of the span that is being made. */
    private static final class GivenIds implements IdGenerator {
        private @Nullable Span next;

        @Override
        public String generateSpanId() {
            return given().spanId();
        }

        @Override
        public String generateTraceId() {
            return given().traceId();
        }

        private Span given() {
            if (next == null) {
                throw new IllegalStateException("no span is being made");
            }
            return next;
        }
    }

    /** Keeps what has ended. */
    private final class Collecting implements SpanProcessor {
        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            ended.add(span.toSpanData());
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
