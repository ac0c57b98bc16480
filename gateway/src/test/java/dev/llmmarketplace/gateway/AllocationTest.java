package dev.llmmarketplace.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.llmmarketplace.core.kernel.PlanId;
import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.RawClient;
import dev.llmmarketplace.gateway.fake.RawProvider;
import dev.llmmarketplace.gateway.fake.RunningGateway;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a call may allocate on the event loop, HTTP server included: garbage is what the collector takes from the next
 * calls, and unlike time it can be counted. Everything is on: key, limits, quota, budget, journal.
 */
final class AllocationTest {
    /** Seen when it was set: 8.4 KiB. */
    private static final long UNARY_BYTES = 10 * 1024;

    /** Of a stream of {@value #CHUNKS} chunks that the provider sends one by one; seen when it was set: 27.5 KiB. */
    private static final long STREAM_BYTES = 34 * 1024;

    private static final int CHUNKS = 32;
    private static final int CALLS = 1_000;
    private static final int WINDOWS = 6;
    private static final long PLENTY = 1L << 60;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    @TempDir
    private Path journal;

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void aUnaryCallKeepsItsBudget() throws IOException {
        String body = FakeProvider.chat("Hello there", 10, 3);
        String answer = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: " + body.length()
                + "\r\n\r\n" + body;

        assertThat(leastPerCall(wire -> wire.send(answer), TestBed.ASK, "\"total_tokens\":13}}"))
                .isLessThan(UNARY_BYTES);
    }

    @Test
    void aStreamedCallKeepsItsBudget() throws IOException {
        assertThat(leastPerCall(AllocationTest::stream, TestBed.ASK_STREAM, "\r\n0\r\n\r\n"))
                .isLessThan(STREAM_BYTES);
    }

    private static void stream(RawProvider.Wire wire) throws IOException {
        wire.send("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n");
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            wire.send(chunked(FakeProvider.chunk("word ")));
        }
        wire.send(chunked("""
                data: {"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":32}}

                data: [DONE]

                """));
        wire.send("0\r\n\r\n");
    }

    private static String chunked(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private interface Answer {
        void to(RawProvider.Wire wire) throws IOException;
    }

    /** Bytes a call in the best of several windows: the compiler's own work is not the calls'. */
    private long leastPerCall(Answer answer, String ask, String end) {
        World world = new World();
        try (RawProvider provider = new RawProvider(wire -> {
                    do {
                        answer.to(wire);
                    } while (wire.next());
                });
                RunningGateway gateway = open(world, provider);
                RawClient client = gateway.connect()) {
            long eventLoop = eventLoop();
            long least = Long.MAX_VALUE;
            for (int window = 0; window < WINDOWS; window++) {
                long before = allocated(eventLoop);
                for (int call = 0; call < CALLS; call++) {
                    client.post(TestBed.CHAT, world.key, ask);
                    client.readUntil(end);
                }
                least = Math.min(least, (allocated(eventLoop) - before) / CALLS);
            }
            return least;
        }
    }

    private RunningGateway open(World world, RawProvider provider) {
        world.subscribe(
                world.service("acme/chat", provider.url(), World.DOLLAR),
                new Plan(PlanId.next(), "ample", 1_000_000, 10_000_000, PLENTY, 1_000_000));
        world.budget(PLENTY);
        return new RunningGateway(vertx, world, journal);
    }

    private long eventLoop() {
        CompletableFuture<Long> thread = new CompletableFuture<>();
        vertx.getOrCreateContext()
                .runOnContext(_ -> thread.complete(Thread.currentThread().threadId()));
        return thread.join();
    }

    private static long allocated(long thread) {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getThreadAllocatedBytes(thread);
    }
}
