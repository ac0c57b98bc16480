package dev.llmmarketplace.server;

import dev.llmmarketplace.core.publishing.Retire;
import dev.llmmarketplace.gateway.Gateway;
import dev.llmmarketplace.server.configuration.Configuration;
import dev.llmmarketplace.server.configuration.Configuration.Roles;
import dev.llmmarketplace.server.identity.FirstAdministrator;
import dev.llmmarketplace.server.ops.Meters;
import dev.llmmarketplace.server.ops.Readiness;
import dev.llmmarketplace.server.rest.Contract;
import dev.llmmarketplace.server.rest.Edge;
import dev.llmmarketplace.server.rpc.RpcServer;
import dev.llmmarketplace.server.telemetry.Telemetry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The program as a graph of objects, built by hand: started in the order in which it stands here, closed in reverse. What
 * does not need each other starts side by side.
 */
public final class Marketplace implements AutoCloseable {
    private final Parts parts = new Parts();
    private final Configuration configuration;
    private final InstantSource clock;
    private final StartSteps steps;
    private final Gate gate;
    private Optional<FirstAdministrator> administrator = Optional.empty();
    private Optional<Readiness> readiness = Optional.empty();
    private Optional<RpcServer> rpc = Optional.empty();
    private volatile URI address = URI.create("about:blank");

    private Marketplace(Configuration configuration, InstantSource clock, Consumer<String> progress) {
        this.configuration = configuration;
        this.clock = clock;
        this.steps = new StartSteps(progress);
        this.gate = Gate.of(configuration.callers());
    }

    public static MarketplaceBuilder builder() {
        return new MarketplaceBuilder();
    }

    /**
     * Returns when requests are served.
     *
     * @param progress hears a line about whatever takes longer than two seconds
     * @throws dev.llmmarketplace.core.kernel.ProblemException with a sentence for the operator; nothing is left running
     */
    static Marketplace start(Configuration configuration, InstantSource clock, Consumer<String> progress) {
        Marketplace marketplace = new Marketplace(configuration, clock, progress);
        try {
            marketplace.start();
            return marketplace;
        } catch (RuntimeException | Error e) {
            marketplace.steps.settle();
            marketplace.parts.close();
            throw e;
        }
    }

    private void start() {
        Installation installation = parts.add("data directory", Installation.open(configuration, clock.instant()));
        var storesStep = steps.begin("database", () -> openStores(installation));
        var contractStep = steps.begin("contract", Contract::load);
        var vertxStep = steps.begin("event loops", this::openVertx);
        Meters meters = parts.add("meters", new Meters());

        Stores stores = storesStep.await();
        Vertx vertx = vertxStep.await();
        Telemetry telemetry = parts.add("telemetry", Watchers.open(configuration, installation));
        var gatewayStep = steps.begin("gateway", () -> openGateway(vertx, installation, stores, telemetry));
        var discoveryStep = steps.begin("search", () -> openDiscovery(vertx, installation, stores));
        ControlPlane control = parts.add(
                "control plane",
                new ControlPlane(
                        configuration, installation, stores, contractStep.await(), clock, this::publicAddress));
        administrator = control.ensureAdministrator();

        Gateway gateway = gatewayStep.await();
        Optional<Discovery> discovery = discoveryStep.await();
        Readiness ready = new Readiness(Checks.of(stores, gateway, discovery));
        readiness = Optional.of(ready);
        Edge edge = control.edge(ready, meters);
        Webhooking webhooking =
                parts.add("webhooks", new Webhooking(configuration, stores, this::publicAddress, clock));
        discovery.ifPresentOrElse(
                present -> {
                    Policies policies = control.openPolicies();
                    Publications publications = openPublications(vertx, stores, present, meters, policies);
                    control.addFeatures(edge.routes(), present, gateway, publications, policies);
                    webhooking.register(edge.routes());
                },
                edge::answerRestElsewhere);
        parts.add("seals of the audit trail", AuditSealing.start(stores.audit()));
        parts.add("housekeeping", Housekeeping.start(stores, clock));
        discovery.ifPresent(present -> parts.add(
                "notices",
                Noticing.start(
                        configuration, stores, present.savedSearchSweep(stores, gateway.verdicts(), clock), clock)));
        discovery.ifPresent(_ -> parts.add("retirements", Retirements.start(new Retire(stores.catalog(), clock))));
        discovery.ifPresent(_ -> parts.add(
                "service levels", SlaWatch.start(stores, meters.registry(), configuration.slaSweep(), clock)));
        GatewayMeters.bind(gateway, meters);
        TelemetryMeters.bind(telemetry, meters.registry());
        discovery.ifPresent(present -> SearchMeters.bind(present.indexer(), present.embedder(), meters.registry()));
        gate.bind(meters.registry());

        Front front = parts.add("HTTP", Front.listen(vertx, gate, configuration, gateway, edge));
        address = front.address();
        discovery.ifPresent(_ -> webhooking.start(vertx));
        configuration.grpc().port().ifPresent(port -> rpc = Optional.of(openRpc(port, gateway, front)));
        installation.lock().announce(address.toString());
    }

    private Stores openStores(Installation installation) {
        return parts.add("stores", Stores.open(configuration, installation, clock));
    }

    private Vertx openVertx() {
        Vertx vertx = Front.vertx(configuration.http(), gate);
        parts.add("event loops", () -> vertx.close().await());
        return vertx;
    }

    private Gateway openGateway(Vertx vertx, Installation installation, Stores stores, Telemetry telemetry) {
        return parts.add("gateway", DataPlane.start(vertx, configuration, installation, stores, telemetry));
    }

    private Optional<Discovery> openDiscovery(Vertx vertx, Installation installation, Stores stores) {
        return configuration.roles() == Roles.GATEWAY
                ? Optional.empty()
                : Optional.of(parts.add("search", Discovery.open(configuration, vertx, installation, stores, clock)));
    }

    private Publications openPublications(
            Vertx vertx, Stores stores, Discovery discovery, Meters meters, Policies policies) {
        return parts.add(
                "publications",
                Publications.start(
                        vertx,
                        configuration,
                        stores,
                        discovery,
                        meters.registry(),
                        policies.engine(),
                        this::publicAddress,
                        clock));
    }

    private RpcServer openRpc(int port, Gateway gateway, Front front) {
        RpcServer.Settings settings = new RpcServer.Settings(
                configuration.grpc().host(), port, configuration.sizes().requestBytes(), configuration.drain());
        return parts.add("gRPC", RpcServer.start(settings, front.dataPlane(), gateway.onBehalf(), clock));
    }

    /** The port of gRPC; empty when that is not served. */
    public OptionalInt rpcPort() {
        return rpc.map(server -> OptionalInt.of(server.port())).orElse(OptionalInt.empty());
    }

    /** Where it answers, for example {@code http://127.0.0.1:8080}. */
    public URI address() {
        return address;
    }

    /** What the world calls it, see the setting {@code http.public-address}. */
    private URI publicAddress() {
        return configuration.http().publicAddress().orElse(address);
    }

    /** Present when this start was the very first. */
    public Optional<FirstAdministrator> firstAdministrator() {
        return administrator;
    }

    /** Stops accepting, lets calls in flight finish, flushes, closes everything in reverse. */
    @Override
    public void close() {
        readiness.ifPresent(Readiness::stop);
        parts.close();
    }
}
