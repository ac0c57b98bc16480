package dev.llmmarketplace.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

final class EventStreamTest {
    private static final String USAGE =
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":7,\"total_tokens\":12}}";

    private static String event(String content) {
        return "data: {\"choices\":[{\"delta\":{\"content\":\"" + content + "\"}}],\"usage\":null}";
    }

    private final AnswerScanner scanner = new AnswerScanner();

    private String pass(EventStream stream, List<byte[]> pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            stream.pass(piece, piece.length);
            out.write(stream.out(), stream.outFrom(), stream.outTo() - stream.outFrom());
        }
        stream.finish();
        out.write(stream.out(), stream.outFrom(), stream.outTo() - stream.outFrom());
        return out.toString(StandardCharsets.UTF_8);
    }

    @Provide
    static Arbitrary<List<String>> events() {
        return Arbitraries.frequencyOf(
                        Tuple.of(5, Arbitraries.of(event("Hello"), event("w\u00f6rld"), event(""))),
                        Tuple.of(1, Arbitraries.of(USAGE)),
                        Tuple.of(1, Arbitraries.of(": a comment", "event: x", "data: [1]", "id: 5")))
                .list()
                .ofMaxSize(8);
    }

    @Property
    void whateverThePiecesTheEventsAreTheSame(
            @ForAll("events") List<String> events,
            @ForAll List<Integer> cuts,
            @ForAll("terminators") String terminator) {
        String end = terminator + terminator;
        String all = String.join(end, events) + end + "data: [DONE]" + end;
        EventStream stream = new EventStream(scanner, false);

        assertThat(pass(stream, Pieces.of(all.getBytes(StandardCharsets.UTF_8), cuts)))
                .isEqualTo(all);
        assertThat(stream.done()).isTrue();
        assertThat(stream.events()).isEqualTo((int)
                events.stream().filter(e -> e.startsWith("data")).count());
    }

    @Provide
    static Arbitrary<String> terminators() {
        return Arbitraries.of("\n", "\r\n", "\r");
    }

    @Property
    void eventsThatOnlyReportUsageAreTakenOut(@ForAll("events") List<String> events, @ForAll List<Integer> cuts) {
        String all = joined(events) + "data: [DONE]\n\n";
        List<String> others = events.stream().filter(e -> !e.equals(USAGE)).toList();
        EventStream stream = new EventStream(scanner, true);

        assertThat(pass(stream, Pieces.of(all.getBytes(StandardCharsets.UTF_8), cuts)))
                .isEqualTo(joined(others) + "data: [DONE]\n\n");
        if (events.contains(USAGE)) {
            assertThat(scanner.usage().completion()).isEqualTo(7);
        }
    }

    private static String joined(List<String> events) {
        return events.isEmpty() ? "" : String.join("\n\n", events) + "\n\n";
    }

    @Test
    void usageWithContentStays() {
        String last = "data: {\"choices\":[{\"delta\":{}}],\"usage\":{\"completion_tokens\":7}}\n\n";
        EventStream stream = new EventStream(scanner, true);

        assertThat(pass(stream, List.of(last.getBytes(StandardCharsets.UTF_8)))).isEqualTo(last);
        assertThat(scanner.usage().completion()).isEqualTo(7);
    }

    @Test
    void theBeginningOfAnEventWaitsForItsEnd() {
        byte[] half = "data: {\"choices\":".getBytes(StandardCharsets.UTF_8);
        EventStream stream = new EventStream(scanner, false);
        stream.pass(half, half.length);

        assertThat(stream.outTo() - stream.outFrom()).isZero();
    }

    @Test
    void anEventTooLongToWaitGoesOnInPieces() {
        EventStream stream = new EventStream(scanner, true);
        byte[] piece = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        long passed = 0;
        for (int i = 0; i < 10; i++) {
            stream.pass(piece, piece.length);
            passed += stream.outTo() - stream.outFrom();
        }

        assertThat(passed).isEqualTo(1_000_000);
        assertThat(stream.insideEvent()).isTrue();
    }

    @Test
    void anEndWithoutAnEmptyLineIsAnEnd() {
        EventStream stream = new EventStream(scanner, false);

        assertThat(pass(stream, List.of("data: [DONE]".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("data: [DONE]");
        assertThat(stream.done()).isTrue();
    }
}
