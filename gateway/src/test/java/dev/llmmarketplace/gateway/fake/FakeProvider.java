package dev.llmmarketplace.gateway.fake;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that does what a test tells it, and remembers what it was asked. */
public final class FakeProvider implements AutoCloseable {
    /** @param body as it arrived */
    public record Received(String path, MultiMap headers, String body) {}

    /** Answers one request whose body has been read. */
    public interface Behaviour {
        void answer(HttpServerRequest request, Buffer body);
    }

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Behaviour behaviour = (request, _) -> json(request.response(), chat("Hello there", 10, 3));

    private final String scheme;

    public FakeProvider(Vertx vertx) {
        this(vertx, new HttpServerOptions());
    }

    public FakeProvider(Vertx vertx, HttpServerOptions options) {
        scheme = options.isSsl() ? "https" : "http";
        Handler<HttpServerRequest> handler = request -> request.body().onSuccess(body -> {
            received.add(new Received(request.path(), request.headers(), body.toString()));
            behaviour.answer(request, body);
        });
        server = vertx.createHttpServer(options)
                .connectionHandler(_ -> connections.incrementAndGet())
                .requestHandler(handler)
                .listen(0, "127.0.0.1")
                .await();
    }

    public void does(Behaviour next) {
        behaviour = next;
    }

    public String url() {
        return scheme + "://127.0.0.1:" + port() + "/v1";
    }

    public int port() {
        return server.actualPort();
    }

    /** Made to it so far. */
    public int connections() {
        return connections.get();
    }

    public List<Received> received() {
        return received;
    }

    /** Answers with a whole JSON document. */
    public static void json(HttpServerResponse response, String body) {
        response.putHeader("content-type", "application/json").end(body);
    }

    /** A chat completion with that usage. */
    public static String chat(String content, long prompt, long completion) {
        return """
                {"id":"chatcmpl-1","object":"chat.completion","model":"upstream-model","choices":[{"index":0,"message":\
                {"role":"assistant","content":"%s"},"finish_reason":"stop"}],"usage":{"prompt_tokens":%d,\
                "completion_tokens":%d,"total_tokens":%d}}""".formatted(content, prompt, completion, prompt + completion);
    }

    /** One chunk of a streamed completion as an event. */
    public static String chunk(String content) {
        return "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                + content + "\"}}],\"usage\":null}\n\n";
    }

    /** The event that only reports usage. */
    public static String usageChunk(long prompt, long completion) {
        return "data: {\"object\":\"chat.completion.chunk\",\"choices\":[],\"usage\":{\"prompt_tokens\":" + prompt
                + ",\"completion_tokens\":" + completion + ",\"total_tokens\":" + (prompt + completion) + "}}\n\n";
    }

    /** Begins an answer of events. */
    public static HttpServerResponse events(HttpServerResponse response) {
        return response.setChunked(true).putHeader("content-type", "text/event-stream; charset=utf-8");
    }

    @Override
    public void close() {
        server.close().await();
    }
}
