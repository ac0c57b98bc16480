package dev.llmmarketplace.it.kill;

import dev.llmmarketplace.it.trade.Trade;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Callers that never rest: whatever happens to the marketplace, they try again. */
final class MixedLoad implements AutoCloseable {
    private static final Duration PAUSE_WHEN_REFUSED = Duration.ofMillis(5);

    private final URI address;
    private final Trade trade;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private final List<Thread> callers = new ArrayList<>();

    MixedLoad(URI address, Trade trade) {
        this.address = address;
        this.trade = trade;
    }

    /** Adds {@code count} callers that use {@code key}. */
    void start(String key, int count, long seed) {
        IntStream.range(0, count)
                .mapToObj(caller -> Thread.ofVirtual().start(() -> callUntilStopped(key, new Random(seed + caller))))
                .forEach(callers::add);
    }

    /** Answers that have come to their end so far, of whatever status. */
    long answers() {
        return answers.get();
    }

    private void callUntilStopped(String key, Random random) {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            while (!stopped.get()) {
                try {
                    call(http, key, Kind.of(random.nextInt(100)));
                } catch (IOException refusedOrCut) {
                    LockSupport.parkNanos(PAUSE_WHEN_REFUSED.toNanos());
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    private void call(HttpClient http, String key, Kind kind) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(kind.path()))
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .header("x-request-id", kind.requestId(numbers.incrementAndGet()))
                .timeout(kind == Kind.IMPATIENT ? Duration.ofMillis(100) : Duration.ofSeconds(30))
                .POST(BodyPublishers.ofString(kind.body(trade)))
                .build();
        HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (kind == Kind.HANG_UP) {
                body.readNBytes(200);
            } else {
                body.readAllBytes();
            }
        }
        answers.incrementAndGet();
    }

    /** Lets every caller finish its call. */
    @Override
    public void close() {
        stopped.set(true);
        try {
            for (Thread caller : callers) {
                caller.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
