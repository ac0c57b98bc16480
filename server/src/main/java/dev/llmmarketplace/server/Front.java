package dev.llmmarketplace.server;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.gateway.Gateway;
import dev.llmmarketplace.gateway.Relay;
import dev.llmmarketplace.server.configuration.Configuration;
import dev.llmmarketplace.server.configuration.Configuration.Http;
import dev.llmmarketplace.server.rest.Edge;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one port: a server per event loop, the data plane's requests straight to its relay, all others to the edge. */
final class Front implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);
    /** Vert.x's way to say: any free port, the same for all servers of one deployment. */
    private static final int SAME_FREE_PORT = -1;

    private static final int OTHER_FREE_PORT = -2;
    private static final String THIS_MACHINE = "127.0.0.1";

    private static final long GRACE_MILLIS = 5_000;
    /** Of what a caller may have under way to us by HTTP/2: long prompts should not wait for window after window. */
    private static final int STREAM_WINDOW = 256 * 1024;

    private static final int CONNECTION_WINDOW = 1024 * 1024;

    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private final List<HttpServer> inner = new CopyOnWriteArrayList<>();
    private final Configuration configuration;
    private final Gate gate;
    private final Optional<Encryption> encryption;
    private @Nullable CertificateWatch watch;

    /** What connections are encrypted with, and of what it was made. */
    private record Encryption(ServerTls tls, ServerTls.Contents contents, ServerSSLOptions options) {
        static Encryption of(Configuration.Tls settings) {
            ServerTls tls = new ServerTls(settings);
            try {
                ServerTls.Contents contents = tls.read();
                return new Encryption(tls, contents, tls.options(contents));
            } catch (IOException e) {
                throw new UncheckedIOException("a file of http.tls cannot be read any more", e);
            }
        }
    }

    private Front(Configuration configuration, Gate gate) {
        this.configuration = configuration;
        this.gate = gate;
        this.encryption = configuration.http().tls().map(Encryption::of);
    }

    /** Whose servers accept through {@code gate}. */
    static Vertx vertx(Http http, Gate gate) {
        VertxOptions options = new VertxOptions().setEventLoopPoolSize(eventLoops(http));
        options.getFileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        return Vertx.builder()
                .with(options)
                .withTransport(GatedTransport.behind(gate))
                .build();
    }

    private static int eventLoops(Http http) {
        return http.eventLoops() > 0 ? http.eventLoops() : Runtime.getRuntime().availableProcessors();
    }

    /** @throws ProblemException {@code UNAVAILABLE} when the port cannot be had */
    static Front listen(Vertx vertx, Gate gate, Configuration configuration, Gateway gateway, Edge edge) {
        Front front = new Front(configuration, gate);
        front.warnWhenInTheClear();
        Pages pages = new Pages();
        try {
            vertx.deployVerticle(
                            () -> front.new Door(gateway, edge, pages),
                            new DeploymentOptions().setInstances(eventLoops(configuration.http())))
                    .await();
            front.watchCertificates();
            return front;
        } catch (RuntimeException | Error e) {
            throw front.notListening(e);
        } catch (Throwable e) { // Vert.x throws what failed, checked or not
            throw front.notListening(e);
        }
    }

    private void watchCertificates() {
        encryption.ifPresent(made -> watch = CertificateWatch.start(
                made.tls(),
                made.contents(),
                options -> servers.getFirst().updateSSLOptions(options),
                CertificateWatch.INTERVAL));
    }

    private void warnWhenInTheClear() {
        String host = configuration.http().host();
        boolean local = host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
        if (encryption.isEmpty() && !local) {
            LOG.warn(
                    "Keys and passwords come in unencrypted on {}: set http.tls.certificate and http.tls.key, or let"
                            + " only a proxy that encrypts reach this port",
                    host);
        }
    }

    URI address() {
        String host = configuration.http().host();
        String shown = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        String literal = shown.indexOf(':') < 0 ? shown : "[" + shown + "]";
        return URI.create((encryption.isPresent() ? "https://" : "http://") + literal + ":"
                + servers.getFirst().actualPort());
    }

    /** Where other doors of this process reach the data plane, and only that, whatever stands before the port. */
    URI dataPlane() {
        return URI.create("http://" + THIS_MACHINE + ":" + inner.getFirst().actualPort());
    }

    /** Takes no new connections and lets the requests that are under way finish, within the time they have. */
    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        long millis = Math.max(1, configuration.drain().toMillis());
        Future<?> closed = Future.join(Stream.concat(servers.stream(), inner.stream())
                .map(server -> server.shutdown(millis, TimeUnit.MILLISECONDS))
                .toList());
        try {
            closed.await(millis + GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("Some connections did not close within {} ms", millis + GRACE_MILLIS);
        }
    }

    private ProblemException notListening(Throwable cause) {
        Http http = configuration.http();
        String what = cause instanceof IOException
                ? "Port " + http.port() + " of " + http.host() + " cannot be listened on: " + cause.getMessage()
                        + ". Stop what uses it, or choose another with --port."
                : "HTTP cannot be served on " + http.host() + ":" + http.port() + ": " + cause;
        return new ProblemException(ErrorCode.UNAVAILABLE, what);
    }

    /** What runs on one event loop. */
    private final class Door extends VerticleBase {
        private final Gateway gateway;
        private final Edge edge;
        private final Pages pages;

        Door(Gateway gateway, Edge edge, Pages pages) {
            this.gateway = gateway;
            this.edge = edge;
            this.pages = pages;
        }

        @Override
        public Future<?> start() {
            Relay relay = gateway.handlerFor(context);
            Router router = edge.router(vertx, pages::serve);
            int port = configuration.http().port();
            Doorkeeper doorkeeper = new Doorkeeper(
                    gate,
                    configuration.callers().idle(),
                    configuration.callers().arrival());
            vertx.setPeriodic(Doorkeeper.TICK_MILLIS, _ -> {
                doorkeeper.tick();
                gate.closeTheSilent();
            });
            Future<HttpServer> outer = vertx.createHttpServer(options())
                    .connectionHandler(doorkeeper::enters)
                    .invalidRequestHandler(Unreadable::answer)
                    .requestHandler(request -> {
                        doorkeeper.asks(request);
                        dispatch(request, relay, router);
                    })
                    .listen(
                            port == 0 ? SAME_FREE_PORT : port,
                            configuration.http().host())
                    .onSuccess(servers::add);
            return configuration.grpc().port().isEmpty() ? outer : outer.compose(_ -> openInner(relay));
        }

        private Future<HttpServer> openInner(Relay relay) {
            return vertx.createHttpServer(options())
                    .requestHandler(relay::handle)
                    .listen(OTHER_FREE_PORT, THIS_MACHINE)
                    .onSuccess(inner::add);
        }

        private HttpServerOptions options() {
            HttpServerOptions options = new HttpServerOptions()
                    .setHandle100ContinueAutomatically(true)
                    .setMaxInitialLineLength(Unreadable.LONGEST_LINE)
                    .setMaxHeaderSize(Unreadable.MOST_HEADERS)
                    .setMaxWebSocketFrameSize(configuration.sizes().requestBytes())
                    .setPerFrameWebSocketCompressionSupported(false)
                    .setPerMessageWebSocketCompressionSupported(false);
            options.getInitialSettings().setInitialWindowSize(STREAM_WINDOW);
            options.setHttp2ConnectionWindowSize(CONNECTION_WINDOW);
            encryption.ifPresent(made -> ServerTls.apply(made.options(), options));
            return options;
        }

        private void dispatch(HttpServerRequest request, Relay relay, Router router) {
            @Nullable String path = request.path();
            if (path != null && (Relay.serves(path) || Relay.servesGrpc(request))) {
                relay.handle(request);
            } else {
                router.handle(request);
            }
        }
    }
}
