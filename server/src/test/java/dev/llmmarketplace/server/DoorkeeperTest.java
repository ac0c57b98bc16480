package dev.llmmarketplace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.WebSocketClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that do not end, for whose end no time is left. */
@Timeout(60)
final class DoorkeeperTest {
    /** So far in the past that every request is late. */
    private static final Duration LONG_AGO = Duration.ofHours(-1);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Doorkeeper doorkeeper =
            new Doorkeeper(new Gate(10, Duration.ofMinutes(1)), Duration.ofMinutes(1), LONG_AGO);
    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server = listen();

    private HttpServer listen() {
        CompletableFuture<HttpServer> listening = new CompletableFuture<>();
        context.runOnContext(_ -> vertx.createHttpServer()
                .connectionHandler(doorkeeper::enters)
                .requestHandler(request -> {
                    doorkeeper.asks(request);
                    asked.incrementAndGet();
                    if (request.headers().contains("upgrade")) {
                        request.toWebSocket();
                    }
                })
                .listen(0, "127.0.0.1")
                .onSuccess(listening::complete)
                .onFailure(listening::completeExceptionally));
        return listening.join();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    /** True once its connection is closed. */
    private AtomicBoolean ask(String contentType) {
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        HttpClientRequest request = client.request(HttpMethod.POST, server.actualPort(), "127.0.0.1", "/a.B/c")
                .await();
        AtomicBoolean closed = new AtomicBoolean();
        request.connection().closeHandler(_ -> closed.set(true));
        request.exceptionHandler(_ -> {});
        request.putHeader("content-type", contentType)
                .setChunked(true)
                .sendHead()
                .await();
        return closed;
    }

    /** True once its socket is closed. */
    private AtomicBoolean converse() {
        WebSocketClient client = vertx.createWebSocketClient();
        AtomicBoolean closed = new AtomicBoolean();
        client.connect(server.actualPort(), "127.0.0.1", "/talk").await().closeHandler(_ -> closed.set(true));
        return closed;
    }

    private void tick() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        context.runOnContext(_ -> {
            doorkeeper.tick();
            done.complete(true);
        });
        done.join();
    }

    @Test
    void aRequestThatDoesNotEndCostsItsConnectionUnlessBothSidesMayTalkOn() {
        AtomicBoolean ordinary = ask("application/json");
        AtomicBoolean conversation = ask("application/grpc");
        await().until(() -> asked.get() == 2);

        tick();

        await().untilTrue(ordinary);
        assertThat(conversation).isFalse();
    }

    @Test
    void anOpenWebSocketKeepsItsConnectionHoweverLongItIsSilent() {
        AtomicBoolean socket = converse();
        AtomicBoolean ordinary = ask("application/json");
        await().until(() -> asked.get() == 2);

        tick();
        tick();

        await().untilTrue(ordinary);
        assertThat(socket).isFalse();
    }
}
