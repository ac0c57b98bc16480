package dev.llmmarketplace.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00-0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319x-b7ad6b7169203331-01",
            })
    void whatIsNoTraceContextBeginsATraceOfItsOwn(String traceparent) {
        Trace trace = Trace.begin(traceparent, 1);

        assertThat(trace.parent()).isZero();
        assertThat(trace.traceId()).hasSize(32).isNotEqualTo(TRACE);
        assertThat(trace.sampled()).isTrue();
        assertThat(Trace.idIn(traceparent)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03",
                "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-will-be",
            })
    void presentAndLaterVersionsAreContinued(String traceparent) {
        Trace trace = Trace.begin(traceparent, 0);

        assertThat(trace.traceId()).isEqualTo(TRACE).isEqualTo(Trace.idIn(traceparent));
        assertThat(trace.parentId()).isEqualTo("b7ad6b7169203331");
        assertThat(trace.sampled()).isTrue();
        StringBuilder line = new StringBuilder();
        trace.put(line);
        assertThat(line).hasToString("traceparent: 00-" + TRACE + "-" + trace.spanId() + "-01\r\n");
    }

    @Test
    void aPartOfNewTracesIsSampled() {
        long sampled = IntStream.range(0, 10_000)
                .filter(_ -> Trace.begin(null, 0.1).sampled())
                .count();

        assertThat(sampled).isBetween(700L, 1_300L);
        assertThat(Trace.begin(null, 0).sampled()).isFalse();
    }
}
