package dev.llmmarketplace.server;

import dev.llmmarketplace.gateway.Gateway;
import dev.llmmarketplace.gateway.GatewayPorts;
import dev.llmmarketplace.gateway.GatewaySettings;
import dev.llmmarketplace.gateway.admit.TrustedProxies;
import dev.llmmarketplace.gateway.forward.ClientTls;
import dev.llmmarketplace.gateway.observe.CallObserver;
import dev.llmmarketplace.gateway.route.AddressGuard;
import dev.llmmarketplace.server.configuration.Configuration;
import dev.llmmarketplace.server.configuration.Configuration.Metering;
import dev.llmmarketplace.server.configuration.Configuration.Sync;
import io.vertx.core.Vertx;

/** How the gateway is put together here. */
final class DataPlane {
    private DataPlane() {}

    static Gateway start(
            Vertx vertx, Configuration configuration, Installation installation, Stores stores, CallObserver observer) {
        GatewayPorts ports = new GatewayPorts(
                        stores.feeds(),
                        stores.allowance(),
                        stores.usageSink(),
                        stores.replays(),
                        installation.keyHasher())
                .watchedBy(observer);
        GatewaySettings settings = GatewaySettings.of(
                installation.directory().instance(),
                installation.directory().journal(),
                AddressGuard.allowing(configuration.outgoingAllow()));
        return Gateway.start(vertx, ports, tuned(settings, configuration));
    }

    private static GatewaySettings tuned(GatewaySettings settings, Configuration configuration) {
        Metering metering = configuration.metering();
        Configuration.Patience patience = configuration.patience();
        return settings.withForceBeforeEnd(metering.sync() == Sync.ALWAYS)
                .withTls(ClientTls.trusting(configuration.outgoingAuthorities()))
                .withProxies(new TrustedProxies(configuration.trustedProxies()))
                .withJournal(settings.journal().withSegmentBytes(metering.segmentBytes()))
                .withUpstreams(
                        settings.upstreams().waiting(patience.connect(), patience.betweenBytes(), patience.total()))
                .withLimits(settings.limits()
                        .waiting(configuration.callers().arrival(), configuration.drain())
                        .withCacheBytes(configuration.cacheBytes())
                        .withBytes(
                                configuration.sizes().requestBytes(),
                                configuration.sizes().answerBytes()));
    }
}
