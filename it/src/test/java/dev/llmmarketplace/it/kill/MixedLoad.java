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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Callers that never rest: whatever happens to the marketplace, they try again. */
final class MixedLoad implements AutoCloseable {
    private static final Pattern CODE = Pattern.compile("\"code\":\"(\\w+)\"");
    private static final int OK = 200;
    private static final int PAYMENT_REQUIRED = 402;
    private static final Duration PAUSE_WHEN_REFUSED = Duration.ofMillis(5);

    /** Of all loads of this process: they may share a ledger, in which no request stands twice. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final URI address;
    private final Trade trade;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Map<Answered, LongAdder> answers = new ConcurrentHashMap<>();
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

    /** @param code of an error; empty for what is none */
    private record Answered(String key, int status, String code) {}

    /** Answers that have come to their end so far, of whatever status. */
    long answers() {
        return answers.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Those that calls with {@code key} got as they were asked for. */
    long served(String key) {
        return counted(answered -> answered.key.equals(key) && answered.status == OK);
    }

    /** Those that were the error of this code. */
    long refused(String key, String code) {
        return counted(answered -> answered.key.equals(key) && answered.code.equals(code));
    }

    private long counted(Predicate<Answered> wanted) {
        return answers.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
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
                .header("x-request-id", kind.requestId(NUMBERS.incrementAndGet()))
                .timeout(kind == Kind.IMPATIENT ? Duration.ofMillis(100) : Duration.ofSeconds(30))
                .POST(BodyPublishers.ofString(kind.body(trade)))
                .build();
        HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        byte[] read;
        try (InputStream body = answer.body()) {
            read = kind == Kind.HANG_UP ? body.readNBytes(200) : body.readAllBytes();
        }
        String code = answer.statusCode() == OK ? "" : code(new String(read, StandardCharsets.UTF_8));
        answers.computeIfAbsent(new Answered(key, answer.statusCode(), code), _ -> new LongAdder())
                .increment();
        if (answer.statusCode() == PAYMENT_REQUIRED) {
            LockSupport.parkNanos(PAUSE_WHEN_REFUSED.toNanos());
        }
    }

    private static String code(String error) {
        Matcher found = CODE.matcher(error);
        return found.find() ? found.group(1) : "";
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
