package dev.llmmarketplace.server.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.llmmarketplace.server.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes events, and answers with the statuses that it is told to. */
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

    /** What came. */
    record Message(String path, Headers headers, String body) {
        String header(String name) {
            return headers.getFirst(name);
        }

        JsonNode json() {
            return Json.tree(body);
        }

        String type() {
            return json().path("type").asText();
        }
    }

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Integer status = statuses.poll();
            messages.add(new Message(exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
            byte[] answer = "Noted.".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status == null ? 200 : status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /** To the next messages, in this order; to all others 200. */
    void answerNext(int... next) {
        for (int status : next) {
            statuses.add(status);
        }
    }

    List<Message> messages() {
        return messages;
    }

    /** Those of that type, in the order in which they came. */
    List<Message> messages(String type) {
        return messages.stream()
                .filter(message -> message.type().equals("dev.llmmarketplace." + type))
                .toList();
    }

    String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String url() {
        return "http://" + authority() + "/events?of=market";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
