package dev.llmmarketplace.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.llmmarketplace.gateway.wire.AnswerScanner;
import dev.llmmarketplace.gateway.wire.EventStream;
import dev.llmmarketplace.gateway.wire.RequestScanner;
import dev.llmmarketplace.gateway.wire.Route;
import dev.llmmarketplace.gateway.wire.ScannedBody;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What looking at the bytes that go by costs: a request's body once, and each piece of a streamed answer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScannerBenchmark {
    private static final String SENTENCE = "Is it going to rain on the coast tomorrow? ";
    private static final String CHUNK = """
            data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m",\
            "choices":[{"index":0,"delta":{"content":" word"},"finish_reason":null}]}

            """;

    /** Size of the prompt. */
    @Param({"256", "65536"})
    private int promptBytes;

    private byte[] request = {};
    private byte[] chunk = CHUNK.getBytes(UTF_8);
    private EventStream stream = new EventStream(new AnswerScanner(), true);

    @Setup
    public void prepare() {
        String prompt = SENTENCE.repeat(promptBytes / SENTENCE.length() + 1).substring(0, promptBytes);
        request = ("{\"model\":\"acme/chat\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt
                        + "\"}]}")
                .getBytes(UTF_8);
    }

    @Benchmark
    public ScannedBody request() {
        return RequestScanner.scan(Route.CHAT_COMPLETIONS, request, request.length);
    }

    /** Of one event, as a provider sends them: one in a piece. */
    @Benchmark
    public int event() {
        stream.pass(chunk, chunk.length);
        return stream.outTo();
    }
}
