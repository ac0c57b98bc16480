package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.ASK_STREAM;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.sla.Verdict;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.Watching.Ended;
import dev.llmmarketplace.gateway.fake.Watching.Refused;
import dev.llmmarketplace.gateway.observe.Trace;
import dev.llmmarketplace.gateway.wire.Route;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of calls, and where they stand in traces. */
class ObserverTest {
    private static final String CALLERS = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aCallIsToldOnceWithItsFigures() {
        bed.gateway.post(CHAT, ASK);
        bed.gateway.post(CHAT, ASK_STREAM);

        assertThat(bed.world.watching.ended).hasSize(2).allSatisfy(ended -> {
            assertThat(ended.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(ended.attempts()).isEqualTo(1);
            assertThat(ended.service()).isEqualTo("acme/chat@1.0.0");
            assertThat(ended.host()).isIn("127.0.0.1", "localhost");
            assertThat(ended.costNanos()).isPositive();
            assertThat(ended.firstByteMicros()).isPositive();
            assertThat(ended.durationMicros()).isGreaterThanOrEqualTo(ended.firstByteMicros());
        });
        assertThat(bed.world.watching.refused).isEmpty();
    }

    @Test
    void aRefusalIsToldWithItsCode() {
        bed.gateway.post(CHAT, ASK.replace("acme/chat", "acme/nothing"));

        assertThat(bed.world.watching.refused).containsExactly(new Refused(CHAT, true, ErrorCode.MODEL_NOT_FOUND));
        assertThat(bed.world.watching.ended).isEmpty();
    }

    @Test
    void theProviderContinuesTheCallersTraceInASpanOfOurs() {
        bed.world.watching.traces = true;

        post(CALLERS);

        Trace trace = ended().trace();
        assertThat(trace).isNotNull();
        assertThat(trace.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(trace.parentId()).isEqualTo("b7ad6b7169203331");
        assertThat(trace.sampled()).isTrue();
        assertThat(received()).isEqualTo("00-0af7651916cd43dd8448eb211c80319c-" + trace.spanId() + "-01");
        assertThat(trace.spanId()).isNotEqualTo("b7ad6b7169203331");
    }

    @Test
    void aCallerWhoDoesNotSampleIsObeyed() {
        bed.world.watching.traces = true;
        bed.world.watching.head = 1;

        post(CALLERS.replaceFirst("01$", "00"));

        assertThat(received()).endsWith("-00");
    }

    @Test
    void aTraceBeginsWhereNoneOrABrokenOneCame() {
        bed.world.watching.traces = true;
        bed.world.watching.head = 1;

        post("00-00000000000000000000000000000000-b7ad6b7169203331-01");

        Trace trace = Objects.requireNonNull(ended().trace());
        assertThat(trace.parent()).isZero();
        assertThat(received()).isEqualTo("00-" + trace.traceId() + "-" + trace.spanId() + "-01");
    }

    @Test
    void whoTakesNoPartInTracesPassesThemOnAsTheyCame() {
        post(CALLERS);

        assertThat(ended().trace()).isNull();
        assertThat(received()).isEqualTo(CALLERS);
    }

    @Test
    void figuresAreKeptByRouteAndByService() {
        bed.gateway.post(CHAT, ASK);

        GatewayMetrics metrics = bed.gateway.gateway().metrics();
        assertThat(metrics.calls(Route.CHAT_COMPLETIONS, Outcome.COMPLETED)).isEqualTo(1);
        assertThat(metrics.calls(Route.EMBEDDINGS, Outcome.COMPLETED)).isZero();
        assertThat(metrics.calls(Outcome.COMPLETED)).isEqualTo(1);
        assertThat(metrics.services().all())
                .extracting(ServiceSeries.Figures::service, figures -> figures.calls(Verdict.SERVED))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("acme/chat", 1L),
                        org.assertj.core.groups.Tuple.tuple(ServiceSeries.OTHER, 0L));
        assertThat(metrics.overhead().sumMicros()).isPositive();
        assertThat(metrics.upstream().sumMicros()).isPositive();
    }

    private void post(String traceparent) {
        bed.gateway.send(bed.gateway
                .request(CHAT)
                .header("x-api-key", bed.world.key)
                .header("traceparent", traceparent)
                .POST(BodyPublishers.ofString(ASK))
                .build());
    }

    private Ended ended() {
        return Objects.requireNonNull(bed.world.watching.ended.peek());
    }

    private String received() {
        return Objects.requireNonNull(
                bed.provider.received().getFirst().headers().get("traceparent"));
    }
}
