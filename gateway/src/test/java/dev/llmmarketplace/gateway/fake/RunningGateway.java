package dev.llmmarketplace.gateway.fake;

import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.gateway.Gateway;
import dev.llmmarketplace.gateway.GatewaySettings;
import dev.llmmarketplace.gateway.Relay;
import dev.llmmarketplace.gateway.route.AddressGuard;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** A gateway behind a real server on a free port, with one event loop, and a client to call it. */
public final class RunningGateway implements AutoCloseable {
    private final Vertx vertx;
    private final World world;
    private final Gateway gateway;
    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public RunningGateway(Vertx vertx, World world, Path journal) {
        this(vertx, world, journal, settings -> settings);
    }

    public RunningGateway(Vertx vertx, World world, Path journal, UnaryOperator<GatewaySettings> change) {
        this.vertx = vertx;
        this.world = world;
        GatewaySettings settings =
                GatewaySettings.of("test-holder", journal, AddressGuard.allowing(List.of("127.0.0.0/8")));
        this.gateway = Gateway.start(vertx, world.ports(), change.apply(settings));
        this.server = listen();
    }

    private HttpServer listen() {
        CompletableFuture<HttpServer> listening = new CompletableFuture<>();
        Context context = vertx.getOrCreateContext();
        Relay relay = gateway.handlerFor(context);
        context.runOnContext(_ -> vertx.createHttpServer(new HttpServerOptions()
                        .setHandle100ContinueAutomatically(true)
                        .setMaxWebSocketFrameSize(1 << 20))
                .requestHandler(relay::handle)
                .listen(0, "127.0.0.1")
                .onSuccess(listening::complete)
                .onFailure(listening::completeExceptionally));
        return listening.join();
    }

    public Gateway gateway() {
        return gateway;
    }

    public int port() {
        return server.actualPort();
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("authorization", "Bearer " + world.key)
                .header("content-type", "application/json");
    }

    public HttpResponse<String> post(String path, String body) {
        return send(
                request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).build());
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public CompletableFuture<HttpResponse<String>> sendLater(HttpRequest request) {
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    public RawClient connect() {
        return new RawClient(port());
    }

    /** Waits until that many records are in the ledger. */
    public List<UsageRecord> records(int count) {
        Awaitility.await().until(() -> world.sink.records().size() >= count);
        return world.sink.records();
    }

    @Override
    public void close() {
        server.close().await();
        gateway.close();
        client.close();
    }
}
