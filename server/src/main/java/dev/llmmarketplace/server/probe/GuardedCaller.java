package dev.llmmarketplace.server.probe;

import dev.llmmarketplace.gateway.route.AddressGuard;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * POSTs to endpoints of providers: to addresses that the guard permits, without following redirects, and without reading
 * more than a megabyte. Blocking; thread-safe.
 */
public final class GuardedCaller implements AutoCloseable {
    private static final int LONGEST_ANSWER = 1 << 20;

    private final AddressGuard guard;
    private final HttpClient client;

    /** With a connection for each call. */
    public GuardedCaller(Vertx vertx, AddressGuard guard) {
        this(vertx, guard, false);
    }

    private GuardedCaller(Vertx vertx, AddressGuard guard, boolean keepAlive) {
        this.guard = guard;
        this.client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(keepAlive));
    }

    /** With connections that are used again. */
    public static GuardedCaller keepingConnections(Vertx vertx, AddressGuard guard) {
        return new GuardedCaller(vertx, guard, true);
    }

    /** What came back. */
    public record Reply(int status, String contentType, String body, long millis) {
        public boolean ok() {
            return status / 100 == 2;
        }
    }

    /** @throws IOException with a sentence for the provider when there is no answer */
    public Reply post(URI url, Map<String, String> headers, String json, Duration patience) throws IOException {
        boolean tls = "https".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        InetAddress address = permitted(url.getHost(), port);
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(tls)
                .setFollowRedirects(false)
                .setURI(url.getRawPath())
                .putHeader("content-type", "application/json");
        headers.forEach(options::putHeader);
        long start = System.nanoTime();
        Promise<Reply> reply = Promise.promise();
        client.request(options)
                // Read from within the event loop: to a listener that comes later the body may already be gone.
                .compose(request ->
                        request.send(Buffer.buffer(json)).onSuccess(response -> read(response, start, reply)))
                .onFailure(reply::tryFail);
        return await(reply.future(), patience);
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
                        String.valueOf(response.getHeader("content-type")),
                        body.toString(StandardCharsets.UTF_8),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))));
    }

    private static Reply await(Future<Reply> reply, Duration patience) throws IOException {
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
        client.close().await();
    }
}
