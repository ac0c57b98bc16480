package dev.llmmarketplace.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A provider's endpoint, OpenAI's dialect, that does what it says until it is told otherwise. Thread-safe. */
public final class FlakyUpstream implements AutoCloseable {
    private static final int OK = 200;
    private static final String CREDENTIAL = "a-secret-credential";
    private static final String ANSWER =
            "{\"choices\": [{\"message\": {\"content\": \"{}\"}}], \"usage\": {\"prompt_tokens\": 1}}";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final int port;
    private @Nullable HttpServer server;
    private volatile String answer = ANSWER;
    private volatile String refused = "";
    private volatile int status = OK;

    public FlakyUpstream() throws IOException {
        server = listen(0);
        port = server.getAddress().getPort();
    }

    private HttpServer listen(int at) throws IOException {
        HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
        made.createContext("/v1/chat/completions", this::answer);
        made.setExecutor(threads);
        made.start();
        return made;
    }

    /** As manifests allow it to be named. */
    public String authority() {
        return "127.0.0.1:" + port;
    }

    public String url() {
        return "http://" + authority() + "/v1";
    }

    /** Each call gets an error. */
    public void answerErrors() {
        status = 500;
    }

    /** Each call is one too many. */
    public void answerThatThereAreTooManyCalls() {
        status = 429;
    }

    /** Calls whose body holds {@code text} get an error. */
    public void refuse(String text) {
        refused = text;
    }

    /** What plain calls get. */
    public void answer(String json) {
        answer = json;
    }

    /** Nobody listens any more. */
    public synchronized void vanish() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** All as in the beginning. */
    public synchronized void recover() {
        status = OK;
        refused = "";
        answer = ANSWER;
        if (server == null) {
            try {
                server = listen(port);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String shown = exchange.getRequestHeaders().getFirst("authorization");
            if (status != OK) {
                send(exchange, status, "application/json", "{\"error\": {}}");
            } else if (!("Bearer " + CREDENTIAL).equals(shown)) {
                send(exchange, 401, "application/json", "{\"error\": {}}");
            } else if (request.contains("\"messages\": 7") || !refused.isEmpty() && request.contains(refused)) {
                send(exchange, 400, "application/json", "{\"error\": {}}");
            } else if (request.contains("\"stream\":true")) {
                send(exchange, 200, "text/event-stream", "data: {}\n\ndata: [DONE]\n\n");
            } else {
                send(exchange, 200, "application/json", answer);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        vanish();
        threads.close();
    }
}
