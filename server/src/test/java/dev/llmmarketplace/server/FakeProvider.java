package dev.llmmarketplace.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A provider of chat completions that answers with the status it is told to. */
public final class FakeProvider implements AutoCloseable {
    private static final String ANSWER = """
        {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"upstream-model-7b","choices":[{"index":0,
         "message":{"role":"assistant","content":"Yes."},"finish_reason":"stop"}],
         "usage":{"prompt_tokens":12,"completion_tokens":3,"total_tokens":15}}\
        """;
    private static final String ERROR = "{\"error\":{\"message\":\"No.\",\"type\":\"some_error\"}}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Headers> received = new ConcurrentLinkedQueue<>();
    private volatile int status = 200;
    private volatile Duration delay = Duration.ZERO;

    FakeProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            received.add(exchange.getRequestHeaders());
            LockSupport.parkNanos(delay.toNanos());
            byte[] body = (status == 200 ? ANSWER : ERROR).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** From now on. */
    public void answerWith(int changed) {
        status = changed;
    }

    /** Before each answer, from now on. */
    public void waits(Duration changed) {
        delay = changed;
    }

    /** The headers of the requests that came, in order. */
    public Queue<Headers> received() {
        return received;
    }

    String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
