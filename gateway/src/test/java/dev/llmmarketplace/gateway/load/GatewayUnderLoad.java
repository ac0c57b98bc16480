package dev.llmmarketplace.gateway.load;

import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.kernel.PlanId;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.metering.UsageSink;
import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.gateway.Gateway;
import dev.llmmarketplace.gateway.GatewayPorts;
import dev.llmmarketplace.gateway.GatewaySettings;
import dev.llmmarketplace.gateway.Relay;
import dev.llmmarketplace.gateway.fake.World;
import dev.llmmarketplace.gateway.route.AddressGuard;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The gateway alone with everything on (key, limits, quota, budget, journal), for profiling: {@code GatewayUnderLoad
 * <port> <provider's port> <journal> <file for the key>}. Serves {@code acme/chat} until it is killed.
 */
final class GatewayUnderLoad {
    private static final long PLENTY = 1L << 60;

    private GatewayUnderLoad() {}

    /** A ledger that only counts: its cost is not the gateway's. */
    private static final class CountingSink implements UsageSink {
        private final AtomicLong records = new AtomicLong();

        @Override
        public void ship(String journal, int lane, long position, List<UsageRecord> batch) {
            records.addAndGet(batch.size());
        }

        @Override
        public long position(String journal, int lane) {
            return 0;
        }
    }

    private static final class Server extends AbstractVerticle {
        private final Gateway gateway;
        private final int port;

        Server(Gateway gateway, int port) {
            this.gateway = gateway;
            this.port = port;
        }

        @Override
        public void start(Promise<Void> started) {
            Relay relay = gateway.handlerFor(context);
            vertx.createHttpServer(new HttpServerOptions().setReusePort(false))
                    .requestHandler(relay::handle)
                    .listen(port, "127.0.0.1")
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }

    static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        World world = new World();
        CallableService service = world.service("acme/chat", "http://127.0.0.1:" + arguments[1] + "/v1", World.DOLLAR);
        world.subscribe(service, new Plan(PlanId.next(), "ample", 1_000_000, 10_000_000, PLENTY, 1_000_000));
        world.budget(PLENTY);
        Files.writeString(Path.of(arguments[3]), world.key);
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(2));
        GatewayPorts ports = new GatewayPorts(
                world.ports().feeds(), world.allowance, new CountingSink(), world.replays, world.hasher);
        Gateway gateway = Gateway.start(
                vertx,
                ports,
                GatewaySettings.of("load", Path.of(arguments[2]), AddressGuard.allowing(List.of("127.0.0.0/8"))));
        vertx.deployVerticle(() -> new Server(gateway, port), new DeploymentOptions().setInstances(2))
                .await();
    }
}
