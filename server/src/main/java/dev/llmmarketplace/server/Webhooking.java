package dev.llmmarketplace.server;

import dev.llmmarketplace.adapters.dbscheduler.JobRunner;
import dev.llmmarketplace.adapters.postgres.JobTable;
import dev.llmmarketplace.core.kernel.DeliveryId;
import dev.llmmarketplace.core.webhook.Deliver;
import dev.llmmarketplace.core.webhook.DeliveryStore;
import dev.llmmarketplace.core.webhook.FanOut;
import dev.llmmarketplace.core.webhook.Webhooks;
import dev.llmmarketplace.gateway.route.AddressGuard;
import dev.llmmarketplace.server.configuration.Configuration;
import dev.llmmarketplace.server.probe.GuardedCaller;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.webhook.DeliveryRoutes;
import dev.llmmarketplace.server.rest.webhook.WebhookRoutes;
import dev.llmmarketplace.server.webhook.GuardedWebhookSender;
import io.vertx.core.Vertx;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Webhooks: the routes to them, and what sends events to them. */
final class Webhooking implements AutoCloseable {
    private final Parts parts = new Parts();
    private final Configuration configuration;
    private final Stores stores;
    private final Supplier<URI> home;
    private final InstantSource clock;

    Webhooking(Configuration configuration, Stores stores, Supplier<URI> home, InstantSource clock) {
        this.configuration = configuration;
        this.stores = stores;
        this.home = home;
        this.clock = clock;
    }

    void register(Routes routes) {
        Webhooks webhooks = new Webhooks(stores.webhooks(), new AllowedEndpoints(configuration.outgoingAllow()), clock);
        new WebhookRoutes(webhooks).register(routes);
        new DeliveryRoutes(webhooks, stores.deliveries(home)).register(routes);
    }

    /** Once the marketplace knows what it is called. */
    void start(Vertx vertx) {
        GuardedCaller caller = parts.add(
                "caller of webhooks",
                new GuardedCaller(
                        vertx,
                        AddressGuard.allowing(configuration.outgoingAllow()),
                        configuration.outgoingAuthorities()));
        DeliveryStore store = stores.deliveries(home);
        Deliver deliver = new Deliver(
                store,
                new GuardedWebhookSender(caller, configuration.webhooks().patience(), clock),
                configuration.webhooks().disableAfter(),
                Stores.JOBS_AT_A_TIME,
                new SecureRandom(),
                clock);
        JobRunner runner = parts.add(
                "deliveries", stores.run(JobTable.WEBHOOKS, instance -> deliver.run(DeliveryId.parse(instance))));
        FanOut fanOut = stores.fanOut(home);
        parts.add("spreading of events", EventWatch.start("webhooks", stores.events(), () -> {
            boolean some = fanOut.run() > 0;
            if (some) {
                runner.nudge();
            }
            return some;
        }));
    }

    @Override
    public void close() {
        parts.close();
    }
}
