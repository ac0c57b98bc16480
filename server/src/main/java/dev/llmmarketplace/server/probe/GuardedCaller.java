package dev.llmmarketplace.server.probe;

import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.publishing.probe.Reachability;
import dev.llmmarketplace.gateway.route.AddressGuard;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls endpoints of providers: at addresses that the guard permits, without following redirects, and without reading more
 * than a megabyte. Blocking; thread-safe.
 */
public final class GuardedCaller implements Reachability, AutoCloseable {
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final int LONG_ENOUGH = 8;
    private static final int SWITCHED = 101;
    static final int TOO_MANY = 429;
    private static final Duration HELLO = Duration.ofSeconds(5);
    /** Connections to one host. */
    private static final PoolOptions POOL =
            new PoolOptions().setHttp1MaxSize(32).setHttp2MaxSize(8);

    private static final AddressGuard PUBLIC = AddressGuard.strict();

    private final AddressGuard guard;
    private final Handshakes handshakes;
    private final HttpClient client;
    private final HttpClient http2;
    private final WebSocketClient sockets;

    /**
     * With a connection for each call.
     *
     * @param authorities that vouch for providers besides the public ones
     */
    public GuardedCaller(Vertx vertx, AddressGuard guard, List<X509Certificate> authorities) {
        this(vertx, guard, new Handshakes(authorities), false);
    }

    private GuardedCaller(Vertx vertx, AddressGuard guard, Handshakes handshakes, boolean keepAlive) {
        this.guard = guard;
        this.handshakes = handshakes;
        this.client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(keepAlive), POOL);
        this.http2 = vertx.createHttpClient(
                new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false)
                        .setUseAlpn(true),
                POOL);
        this.sockets = vertx.createWebSocketClient();
    }

    /** With connections that are used again. */
    public static GuardedCaller keepingConnections(Vertx vertx, AddressGuard guard, List<X509Certificate> authorities) {
        return new GuardedCaller(vertx, guard, new Handshakes(authorities), true);
    }

    /** What is sent. */
    record Ask(HttpMethod method, URI url, Proof proof, String body) {
        static Ask post(URI url, Proof proof, String body) {
            return new Ask(HttpMethod.POST, url, proof, body);
        }

        static Ask options(URI url, Proof proof) {
            return new Ask(HttpMethod.OPTIONS, url, proof, "");
        }
    }

    /** What came back; names of headers are in lower case. */
    public record Reply(int status, Map<String, String> headers, String body, long millis) {
        public boolean ok() {
            return status / 100 == 2;
        }

        /** There were too many calls; it tells nothing of anything else. */
        boolean limited() {
            return status == TOO_MANY;
        }

        String contentType() {
            return headers.getOrDefault("content-type", "");
        }

        /** True when a text, long enough to be nothing else, is in it. */
        boolean holds(String text) {
            return text.length() >= LONG_ENOUGH
                    && (body.contains(text) || headers.values().stream().anyMatch(value -> value.contains(text)));
        }
    }

    /** @param code of gRPC; null when it is no answer of gRPC */
    record RpcReply(int status, @Nullable Integer code, long millis) {}

    /** As {@link #send}, of JSON. */
    public Reply post(URI url, Map<String, String> headers, String json, Duration patience) throws IOException {
        return send(Ask.post(url, new Proof(headers, null), json), patience);
    }

    /** @throws IOException with a sentence for the provider when there is no answer */
    Reply send(Ask ask, Duration patience) throws IOException {
        RequestOptions options = addressed(new RequestOptions(), ask.url(), ask.proof(), null)
                .setMethod(ask.method())
                .setTimeout(patience.toMillis());
        if (ask.method().equals(HttpMethod.POST)) {
            options.putHeader("content-type", "application/json");
        }
        // Last, so that what is sent may be of another type.
        ask.proof().headers().forEach(options::putHeader);
        long start = System.nanoTime();
        Promise<Reply> reply = Promise.promise();
        client.request(options)
                // Read from within the event loop: to a listener that comes later the body may already be gone.
                .compose(request -> {
                    abandonWith(reply, request);
                    return request.send(Buffer.buffer(ask.body())).onSuccess(response -> read(response, start, reply));
                })
                .onFailure(reply::tryFail);
        return awaitOrAbandon(reply, patience);
    }

    /** The status of an upgrade to a WebSocket, which is closed at once: 101 when it is granted. */
    int upgrade(URI url, Proof proof, Duration patience) throws IOException {
        WebSocketConnectOptions options = addressed(new WebSocketConnectOptions(), url, proof, null);
        options.setTimeout(patience.toMillis());
        proof.headers().forEach(options::addHeader);
        Future<Integer> status = sockets.connect(options)
                .compose(socket -> socket.close().map(SWITCHED))
                .recover(failure -> failure instanceof UpgradeRejectedException rejected
                        ? Future.succeededFuture(rejected.getStatus())
                        : Future.failedFuture(failure));
        return await(status, patience);
    }

    /** Calls a method of gRPC with an empty message. */
    RpcReply rpc(URI url, Proof proof, Duration patience) throws IOException {
        RequestOptions options = addressed(new RequestOptions(), url, proof, "h2")
                .setMethod(HttpMethod.POST)
                .setTimeout(patience.toMillis())
                .putHeader("content-type", "application/grpc")
                .putHeader("te", "trailers");
        proof.headers().forEach(options::putHeader);
        long start = System.nanoTime();
        Promise<RpcReply> reply = Promise.promise();
        http2.request(options)
                .compose(request -> {
                    abandonWith(reply, request);
                    return request.send(Buffer.buffer(new byte[5]));
                })
                .compose(response -> response.end()
                        .map(nothing -> new RpcReply(response.statusCode(), code(response), millis(start))))
                .onSuccess(reply::tryComplete)
                .onFailure(reply::tryFail);
        return awaitOrAbandon(reply, patience);
    }

    private static @Nullable Integer code(HttpClientResponse response) {
        String trailer = response.getTrailer("grpc-status");
        String code = trailer == null ? response.getHeader("grpc-status") : trailer;
        try {
            return code == null ? null : Integer.valueOf(code);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Without a credential, so that nobody pays for it. */
    @Override
    public boolean answers(Endpoint endpoint) {
        try {
            send(Ask.options(endpoint.url(), Proof.NONE), HELLO);
            return true;
        } catch (IOException silent) {
            return false;
        }
    }

    /** Whoever cannot be found is outside. */
    @Override
    public boolean within(Endpoint endpoint) {
        try {
            List<InetAddress> addresses =
                    Arrays.asList(InetAddress.getAllByName(endpoint.url().getHost()));
            return addresses.stream().noneMatch(PUBLIC::permits);
        } catch (UnknownHostException nobody) {
            return false;
        }
    }

    /** @param protocol the only one that TLS is to carry; null for what is usual */
    private <O extends RequestOptions> O addressed(O options, URI url, Proof proof, @Nullable String protocol)
            throws IOException {
        boolean tls = "https".equals(url.getScheme()) || "wss".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        InetAddress address = permitted(url.getHost(), port);
        options.setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(tls)
                .setFollowRedirects(false)
                .setURI(target(url));
        if (tls) {
            options.setSslOptions(handshakes.options(proof.identity(), protocol));
        }
        return options;
    }

    private static String target(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    private InetAddress permitted(String host, int port) throws IOException {
        List<InetAddress> resolved = Arrays.asList(InetAddress.getAllByName(host));
        return guard.permitted(host, port, resolved).stream()
                .findFirst()
                .orElseThrow(() -> new IOException("'" + host + "' leads to a network that may not be called"));
    }

    private static void read(HttpClientResponse response, long start, Promise<Reply> reply) {
        Buffer body = Buffer.buffer();
        response.handler(part -> {
                    body.appendBuffer(part);
                    if (body.length() > LONGEST_ANSWER) {
                        reply.tryFail(new IOException("the answer is longer than " + LONGEST_ANSWER + " bytes"));
                        var _ = response.request().reset();
                    }
                })
                .exceptionHandler(reply::tryFail)
                .endHandler(nothing -> reply.tryComplete(new Reply(
                        response.statusCode(),
                        headers(response),
                        body.toString(StandardCharsets.UTF_8),
                        millis(start))));
    }

    private static Map<String, String> headers(HttpClientResponse response) {
        Map<String, String> headers = new TreeMap<>();
        response.headers()
                .forEach((name, value) ->
                        headers.merge(name.toLowerCase(Locale.ROOT), value, (one, other) -> one + ", " + other));
        return headers;
    }

    private static long millis(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    /** Whoever is not waited for any more gives its connection back; else a few that hang would keep a host from all. */
    private static void abandonWith(Promise<?> reply, HttpClientRequest request) {
        reply.future().onFailure(late -> {
            var _ = request.reset();
        });
    }

    private static <T> T awaitOrAbandon(Promise<T> reply, Duration patience) throws IOException {
        try {
            return await(reply.future(), patience);
        } catch (IOException e) {
            reply.tryFail(e);
            throw e;
        }
    }

    private static <T> T await(Future<T> reply, Duration patience) throws IOException {
        try {
            return reply.toCompletionStage().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("there was no whole answer within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        sockets.close().await();
        http2.close().await();
        client.close().await();
    }
}
