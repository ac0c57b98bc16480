package dev.llmmarketplace.server.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as told and remembers what it was asked, for what a real server would not do at a word. */
final class StubServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    record Asked(String method, String address, String authorization, String contentType, String body) {}

    private record Answer(int status, String contentType, String body) {}

    StubServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers {@code call}, for example {@code "GET /api/v1/plans"}; several answers are given in turn, the last stays. */
    StubServer answer(String call, int status, String body) {
        String type = status >= 400 ? "application/problem+json" : "application/json";
        answers.computeIfAbsent(call, none -> new ArrayDeque<>()).add(new Answer(status, type, body));
        return this;
    }

    StubServer stream(String call, String body) {
        answers.computeIfAbsent(call, none -> new ArrayDeque<>()).add(new Answer(200, "text/event-stream", body));
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            URI uri = exchange.getRequestURI();
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    uri.toString(),
                    header(exchange, "authorization"),
                    header(exchange, "content-type"),
                    body));
            Answer answer = next(exchange.getRequestMethod() + " " + uri.getPath());
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", answer.contentType());
            exchange.getResponseHeaders().set("x-request-id", "request-7");
            exchange.getResponseHeaders().set("x-marketplace-call-id", "call-7");
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer next(String call) {
        Deque<Answer> queue = answers.getOrDefault(call, new ArrayDeque<>());
        if (queue.isEmpty()) {
            return new Answer(404, "application/json", "{\"detail\":\"the stub has no answer to " + call + "\"}");
        }
        return queue.size() > 1 ? queue.removeFirst() : queue.getFirst();
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
