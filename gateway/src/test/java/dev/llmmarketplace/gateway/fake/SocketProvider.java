package dev.llmmarketplace.gateway.fake;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A provider that is reached by WebSockets, and says what it hears unless a test tells it otherwise. */
public final class SocketProvider implements AutoCloseable {
    /** How a socket was asked for. */
    public record Opened(String uri, MultiMap headers) {}

    private final HttpServer server;
    private final List<Opened> opened = new CopyOnWriteArrayList<>();
    private volatile Handler<ServerWebSocket> behaviour = SocketProvider::echo;

    public SocketProvider(Vertx vertx) {
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setMaxWebSocketFrameSize(1 << 20)
                        .addWebSocketSubProtocol("realtime"))
                .webSocketHandler(socket -> {
                    opened.add(new Opened(socket.uri(), socket.headers()));
                    behaviour.handle(socket);
                })
                .listen(0, "127.0.0.1")
                .await();
    }

    private static void echo(ServerWebSocket socket) {
        socket.frameHandler(frame -> {
            if (!frame.isClose() && !frame.isPing()) {
                socket.writeFrame(frame);
            }
        });
    }

    public void does(Handler<ServerWebSocket> next) {
        behaviour = next;
    }

    public String url() {
        return "ws://127.0.0.1:" + server.actualPort() + "/talk";
    }

    public List<Opened> opened() {
        return opened;
    }

    @Override
    public void close() {
        server.close().await();
    }
}
