package dev.llmmarketplace.server.cli.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many streams that are open at once: each is slow enough that all have begun before the first ends. Every one must bring
 * the same frames in the same order as a stream of the provider alone.
 *
 * <p>The gateway holds a connection to the provider for each. Where another one to the caller for each would be more files
 * than a process may open, callers come by HTTP/2, many streams over one connection.
 */
final class OpenStreams {
    private static final int TOKENS = 12;
    private static final int STARTED_AT_ONCE = 100;
    private static final long BETWEEN_STARTS = 50_000_000;
    private static final long BETWEEN_LOOKS = 20_000_000;
    private static final int STREAMS_A_CONNECTION = 100;
    /** What a process opens besides its connections, generously. */
    private static final int OTHER_FILES = 1000;

    private static final Pattern CONTENT = Pattern.compile("\"content\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private OpenStreams() {}

    /**
     * @param asked how many streams were to be open
     * @param open the most that were open at once
     * @param lostFrames that streams lacked or had in another order, and all frames of streams that failed
     * @param kibibytes memory of the gateway's own processes while they were open
     * @param protocol by which callers came
     */
    record Result(int asked, int open, long lostFrames, long kibibytes, HttpVersion protocol) {}

    static Result measure(Way gateway, Way upstream, int streams) {
        Vertx vertx = Vertx.vertx();
        HttpVersion protocol =
                2L * streams + OTHER_FILES > Machine.filesOfAProcess() ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1;
        HttpClient client = client(vertx, protocol, streams);
        HttpClient direct = client(vertx, HttpVersion.HTTP_1_1, 1);
        try {
            long pace = Math.max(1000, 3L * (streams / STARTED_AT_ONCE) * BETWEEN_STARTS / 1_000_000 / TOKENS);
            List<String> expected =
                    frames(send(direct, upstream, 1, new AtomicInteger()).await());
            AtomicInteger open = new AtomicInteger();
            List<Future<String>> answers = new ArrayList<>(streams);
            for (int started = 0; started < streams; started++) {
                answers.add(send(client, gateway, pace, open));
                if (started % STARTED_AT_ONCE == 0) {
                    LockSupport.parkNanos(BETWEEN_STARTS);
                }
            }
            Future<?> all = Future.join(answers).otherwiseEmpty();
            int most = 0;
            long memory = 0;
            for (int now = open.get(); !all.isComplete() || now > most; now = open.get()) {
                if (now > most) {
                    most = now;
                    memory = Memory.kibibytes(gateway.processes().get());
                }
                LockSupport.parkNanos(BETWEEN_LOOKS);
            }
            long lost =
                    answers.stream().mapToLong(answer -> lost(expected, answer)).sum();
            return new Result(streams, most, lost, memory, protocol);
        } finally {
            client.close().await();
            vertx.close().await();
        }
    }

    private static HttpClient client(Vertx vertx, HttpVersion protocol, int streams) {
        return vertx.createHttpClient(
                new HttpClientOptions()
                        .setProtocolVersion(protocol)
                        .setHttp2ClearTextUpgrade(false)
                        .setHttp2MultiplexingLimit(STREAMS_A_CONNECTION)
                        .setIdleTimeout(0)
                        .setConnectTimeout(30_000),
                new PoolOptions()
                        .setHttp1MaxSize(streams)
                        .setHttp2MaxSize(streams / STREAMS_A_CONNECTION + 1)
                        .setMaxWaitQueueSize(-1));
    }

    private static Future<String> send(HttpClient client, Way way, long paceMillis, AtomicInteger open) {
        String body = """
                {"model":"%s","stream":true,"messages":[{"role":"user","content":"Tides and stars\\n#tokens %d\\n#pace %dms"}]}\
                """.formatted(way.model(), TOKENS, paceMillis);
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(way.address().toString())
                .putHeader("authorization", "Bearer " + way.key())
                .putHeader("content-type", "application/json");
        return client.request(request)
                .compose(sent -> sent.send(body))
                .onSuccess(_ -> open.incrementAndGet())
                .compose(HttpClientResponse::body)
                .map(text -> text.toString(StandardCharsets.UTF_8))
                .onComplete(_ -> open.decrementAndGet());
    }

    private static long lost(List<String> expected, Future<String> answer) {
        if (!answer.succeeded() || !answer.result().stripTrailing().endsWith("data: [DONE]")) {
            return expected.size();
        }
        List<String> frames = frames(answer.result());
        long lost = Math.abs(expected.size() - frames.size());
        for (int i = 0; i < Math.min(expected.size(), frames.size()); i++) {
            if (!expected.get(i).equals(frames.get(i))) {
                lost++;
            }
        }
        return lost;
    }

    private static List<String> frames(String stream) {
        List<String> frames = new ArrayList<>();
        for (Matcher content = CONTENT.matcher(stream); content.find(); ) {
            frames.add(content.group(1));
        }
        return frames;
    }
}
