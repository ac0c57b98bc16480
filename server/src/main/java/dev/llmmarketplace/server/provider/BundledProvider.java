package dev.llmmarketplace.server.provider;

import dev.llmmarketplace.core.search.Embedder;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The running provider. Starting and closing block. */
public final class BundledProvider implements AutoCloseable {
    /** Vert.x reads it as: any port, the same for all servers of one deployment. */
    private static final int ANY_SHARED_PORT = -1;

    private final Vertx vertx;
    private final CallLog log;
    private final String host;
    private final String deployment;
    private final int port;

    private BundledProvider(Vertx vertx, CallLog log, String host, String deployment, int port) {
        this.vertx = vertx;
        this.log = log;
        this.host = host;
        this.deployment = deployment;
        this.port = port;
    }

    /**
     * Starts to listen.
     *
     * @param embedder answers embeddings; not closed by the provider
     * @throws RuntimeException when the port cannot be had or the log cannot be written
     */
    public static BundledProvider start(Vertx vertx, ProviderSettings settings, Embedder embedder) {
        CallLog log = new CallLog(settings.log());
        List<ModelRoute> models = new ArrayList<>(List.of(new Embeddings(vertx, log, embedder), new TokenCount(log)));
        for (EchoRoute route : EchoRoute.values()) {
            models.add(new EchoChat(vertx, log, route));
        }
        ProviderRoutes routes = new ProviderRoutes(settings.apiKey(), log, models);
        List<Listener> listeners = new CopyOnWriteArrayList<>();
        DeploymentOptions options = new DeploymentOptions().setInstances(settings.threads());
        try {
            String deployment = vertx.deployVerticle(() -> listener(settings, routes, listeners), options)
                    .await();
            return new BundledProvider(vertx, log, settings.host(), deployment, listeners.getFirst().port);
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private static Listener listener(ProviderSettings settings, ProviderRoutes routes, List<Listener> listeners) {
        Listener listener = new Listener(settings, routes);
        listeners.add(listener);
        return listener;
    }

    public int port() {
        return port;
    }

    /** Base address of the OpenAI-compatible API, up to and including {@code /v1}. */
    public URI address() {
        return URI.create("http://" + host + ":" + port + "/v1");
    }

    /** Its own count of what it served. */
    public CallLog calls() {
        return log;
    }

    @Override
    public void close() {
        vertx.undeploy(deployment).await();
        log.close();
    }

    /** One server on one event loop. */
    private static final class Listener extends VerticleBase {
        private final ProviderSettings settings;
        private final ProviderRoutes routes;
        private volatile int port;

        Listener(ProviderSettings settings, ProviderRoutes routes) {
            this.settings = settings;
            this.routes = routes;
        }

        @Override
        public Future<HttpServer> start() {
            HttpServerOptions options = new HttpServerOptions()
                    .setHost(settings.host())
                    .setPort(settings.port() == 0 ? ANY_SHARED_PORT : settings.port())
                    .setTcpNoDelay(true);
            return vertx.createHttpServer(options)
                    .requestHandler(routes)
                    .listen()
                    .onSuccess(server -> port = server.actualPort());
        }
    }
}
