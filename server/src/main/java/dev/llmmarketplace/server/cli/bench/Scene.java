package dev.llmmarketplace.server.cli.bench;

import dev.llmmarketplace.server.cli.bench.Child.Expectation;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What stands while the gateway is measured: the provider, nginx before it, and the marketplace before it. */
final class Scene implements AutoCloseable {
    private static final String CREDENTIAL = "bench-credential";
    private static final String CHAT = "/v1/chat/completions";

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final Path scratch;
    private final Child provider;
    private final URI upstream;
    private final NginxProxy nginx;
    private final RunningServer marketplace;
    private final Shop shop;

    /** @param workers of nginx */
    Scene(Path scratch, int workers) throws IOException {
        this.scratch = scratch;
        try {
            Expectation listening = new Expectation("(http://[^\\s/]+)");
            provider = opened(Child.ourselves(
                    List.of(), List.of("provider", "--port", "0", "--api-key", CREDENTIAL), Map.of(), listening));
            URI address = URI.create(provider.await(listening, RunningServer.PATIENCE));
            upstream = address.resolve(CHAT);
            nginx = opened(NginxProxy.before(upstream, scratch, workers));
            marketplace = opened(RunningServer.start(
                    scratch.resolve("data"), List.of(), Map.of("MARKETPLACE_OUTGOING_ALLOW", address.getAuthority())));
            MarketplaceClient administrator = opened(MarketplaceClient.anonymous(marketplace.address()));
            administrator.login("admin@localhost", marketplace.firstPassword());
            shop = Shop.open(administrator, address.resolve("/v1"), CREDENTIAL);
        } catch (IOException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        running.push(resource);
        return resource;
    }

    List<Way> ways() {
        return List.of(
                new Way(
                        Contender.UPSTREAM,
                        upstream,
                        CREDENTIAL,
                        Shop.upstreamModel(),
                        Map.of(),
                        provider::tree,
                        List::of,
                        Way.Rest.NONE),
                new Way(
                        Contender.NGINX,
                        nginx.address(upstream),
                        CREDENTIAL,
                        Shop.upstreamModel(),
                        Map.of(),
                        nginx::pids,
                        List::of,
                        Way.Rest.NONE),
                new Way(
                        Contender.GATEWAY,
                        marketplace.address().resolve(CHAT),
                        shop.key(),
                        Shop.model(),
                        Map.of(),
                        marketplace::ownProcesses,
                        marketplace::databaseProcesses,
                        Way.Rest.NONE));
    }

    /** The other gateways before the same provider. */
    Peers peers(int workers, Consumer<String> progress) {
        return Peers.start(scratch, upstream.resolve("/v1"), CREDENTIAL, workers, progress);
    }

    CrowdedMarketplace crowded(int count) throws IOException {
        return CrowdedMarketplace.start(scratch, upstream.resolve("/"), CREDENTIAL, count);
    }

    /** Ours, {@code others} and, where there is one, {@code crowded}. */
    List<Way> ways(Peers others, @Nullable CrowdedMarketplace crowded) {
        List<Way> all = new ArrayList<>(ways());
        others.running().stream().map(RunningPeer::way).forEach(all::add);
        if (crowded != null) {
            all.add(crowded.way());
        }
        return all;
    }

    Way way(Contender contender) {
        return ways().stream()
                .filter(way -> way.contender() == contender)
                .findFirst()
                .orElseThrow();
    }

    long ledgered(long expected) {
        return shop.ledgered(expected);
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception continueWithTheOthers) {
                // each is a process or a connection that ends with us at the latest
            }
        }
    }
}
