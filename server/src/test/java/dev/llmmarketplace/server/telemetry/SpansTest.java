package dev.llmmarketplace.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.server.Market;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** From calls to the spans that a collector gets by OTLP. */
final class SpansTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String SAMPLED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void callsBecomeSpansOfTheSemanticConventions() {
        try (Collector collector = new Collector();
                Market market = Market.open(builder -> builder.set("telemetry.otlp.endpoint", collector.endpoint())
                        .set("telemetry.sample-percent", "0"))) {
            market.chat().send().expect(200);
            market.chat()
                    .with("traceparent", SAMPLED)
                    .asking("a-very-private-question")
                    .send()
                    .expect(200);
            market.provider().answerWith(400);
            market.chat().send().expect(400);

            await("both are there").atMost(LONG).until(() -> collector.spans.size() >= 2);

            List<Span> spans = List.copyOf(collector.spans);
            assertThat(spans)
                    .as("not the one that neither failed nor is sampled")
                    .hasSize(2);
            Span sampled = spans.getFirst();
            assertThat(sampled.getName()).isEqualTo("chat sells/chat");
            assertThat(sampled.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
            assertThat(Collector.hex(sampled.getTraceId())).isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(Collector.hex(sampled.getParentSpanId())).isEqualTo("b7ad6b7169203331");
            assertThat(sampled.getEndTimeUnixNano()).isGreaterThan(sampled.getStartTimeUnixNano());
            assertThat(sampled.getStatus().getCode()).isNotEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
            assertThat(Collector.attributes(sampled))
                    .containsEntry("gen_ai.operation.name", "chat")
                    .containsEntry("gen_ai.provider.name", "openai")
                    .containsEntry("gen_ai.request.model", "sells/chat")
                    .containsEntry("gen_ai.response.model", "upstream-model-7b")
                    .containsEntry("gen_ai.usage.input_tokens", "12")
                    .containsEntry("gen_ai.usage.output_tokens", "3")
                    .containsEntry("server.address", "127.0.0.1")
                    .containsEntry("marketplace.service", "sells/chat@1.0.0")
                    .containsEntry("marketplace.outcome", "completed")
                    .doesNotContainKey("error.type");
            assertThat(sampled.toString()).doesNotContain("a-very-private-question", market.key());
            assertThat(received(market, 1))
                    .as("the provider is in our span")
                    .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-" + Collector.hex(sampled.getSpanId()) + "-01");

            Span failed = spans.getLast();
            assertThat(Collector.attributes(failed)).containsEntry("error.type", "400");
            assertThat(failed.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
            assertThat(failed.getParentSpanId().isEmpty()).isTrue();
            assertThat(received(market, 2))
                    .isEqualTo("00-" + Collector.hex(failed.getTraceId()) + "-" + Collector.hex(failed.getSpanId())
                            + "-00");
        }
    }

    @Test
    void whatIsSlowIsExportedWhateverWasSampled() {
        try (Collector collector = new Collector();
                Market market = Market.open(builder -> builder.set("telemetry.otlp.endpoint", collector.endpoint())
                        .set("telemetry.sample-percent", "0")
                        .set("telemetry.slow", "1ms"))) {
            market.provider().waits(Duration.ofMillis(20));
            market.chat().send().expect(200);

            await("it is there").atMost(LONG).until(() -> collector.spans.size() == 1);
        }
    }

    @Test
    void aCollectorThatIsGoneHarmsNoCallAndWhatItMissesIsCounted() {
        try (Collector collector = new Collector();
                Market market = Market.open(builder -> builder.set("telemetry.otlp.endpoint", collector.endpoint())
                        .set("telemetry.sample-percent", "100"))) {
            collector.answerWith(400);

            market.chat().send().expect(200);

            await("counted")
                    .atMost(LONG)
                    .until(() -> market.marketplace()
                            .nobody()
                            .get("/metrics")
                            .text()
                            .contains("marketplace_telemetry_spans_dropped_total 1"));
            market.chat().send().expect(200);
        }
    }

    @Test
    void theCollectorGetsTheHeadersThatAreConfigured() {
        try (Collector collector = new Collector();
                Market market = Market.open(builder -> builder.set("telemetry.otlp.endpoint", collector.endpoint())
                        .set("telemetry.otlp.headers", "x-tenant=mine, Authorization=Bearer%20a+b=")
                        .set("telemetry.sample-percent", "100"))) {
            market.chat().send().expect(200);

            await("it is there").atMost(LONG).until(() -> !collector.spans.isEmpty());
            assertThat(collector.credentials).containsOnly("Bearer a+b=");
        }
    }

    @Test
    void refusedRequestsAreSpansWhereTheirTracesAreSampled() {
        try (Collector collector = new Collector();
                Market market = Market.open(builder -> builder.set("telemetry.otlp.endpoint", collector.endpoint())
                        .set("telemetry.sample-percent", "0"))) {
            market.marketplace().nobody().with("llm_mk_wrong").get("/v1/models").expect(401);
            market.chat()
                    .with("traceparent", SAMPLED)
                    .with("x-marketplace-residency", "nowhere")
                    .send()
                    .expect(422);

            await("it is there").atMost(LONG).until(() -> !collector.spans.isEmpty());
            assertThat(collector.spans).as("not the one that nobody sampled").hasSize(1);
            Span refused = collector.spans.element();
            assertThat(refused.getName()).isEqualTo("POST");
            assertThat(refused.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
            assertThat(Collector.hex(refused.getParentSpanId())).isEqualTo("b7ad6b7169203331");
            assertThat(refused.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
            assertThat(Collector.attributes(refused))
                    .containsEntry("error.type", "validation_failed")
                    .containsEntry("http.response.status_code", "422")
                    .containsEntry("url.path", "/v1/chat/completions")
                    .containsEntry("marketplace.outcome", "refused")
                    .containsKey("marketplace.organisation");
        }
    }

    private static String received(Market market, int request) {
        return Objects.requireNonNull(
                List.copyOf(market.provider().received()).get(request).getFirst("traceparent"));
    }
}
