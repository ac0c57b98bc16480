package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.event.Feed;
import dev.llmmarketplace.core.governance.VerdictBook;
import dev.llmmarketplace.gateway.admit.Gatekeeper;
import dev.llmmarketplace.gateway.admit.Grants;
import dev.llmmarketplace.gateway.admit.KeyRing;
import dev.llmmarketplace.gateway.admit.LeasedAccounts;
import dev.llmmarketplace.gateway.admit.OwnRules;
import dev.llmmarketplace.gateway.admit.ProjectMeters;
import dev.llmmarketplace.gateway.admit.Purses;
import dev.llmmarketplace.gateway.admit.Verdicts;
import dev.llmmarketplace.gateway.cache.AnswerCache;
import dev.llmmarketplace.gateway.meter.Journal;
import dev.llmmarketplace.gateway.meter.JournalShipper;
import dev.llmmarketplace.gateway.route.Ejected;
import dev.llmmarketplace.gateway.route.Routes;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The data plane of one process: builds it, starts it in order, closes it in reverse. One {@link Relay} per event loop
 * works on what is shared here.
 */
public final class Gateway implements AutoCloseable {
    private static final long LARGE_HEAP = 512L * 1024 * 1024;

    private final GatewaySettings settings;
    private final GatewayMetrics metrics = new GatewayMetrics();
    private final KeyRing keys = new KeyRing();
    private final OnBehalf onBehalf = new OnBehalf();
    private final ProjectMeters projects = new ProjectMeters();
    private final Ejected ejected;
    private final Routes routes;
    private final Grants grants = new Grants();
    private final Purses purses = new Purses();
    private final VerdictBook verdictBook = new VerdictBook();
    private final Verdicts verdicts = new Verdicts(verdictBook);
    private final OwnRules rules = new OwnRules();
    private final AnswerCache cache;
    private final Journal journal;
    private final JournalShipper shipper;
    private final LeasedAccounts accounts;
    private final Gatekeeper gatekeeper;
    private final EventLoops eventLoops;
    private final List<Feed.Following> followings = new ArrayList<>();

    private Gateway(Vertx vertx, GatewayPorts ports, GatewaySettings settings, Journal journal) {
        this.settings = settings;
        this.ejected = new Ejected(settings.health());
        this.routes = new Routes(ejected);
        this.journal = journal;
        this.shipper = new JournalShipper(journal, ports.sink(), settings.holder());
        this.accounts = new LeasedAccounts(ports.allowance(), settings.holder());
        this.gatekeeper = new Gatekeeper(
                ports.hasher(),
                new Gatekeeper.Snapshots(keys, projects, routes, grants, purses, verdicts, rules),
                accounts);
        this.cache = new AnswerCache(settings.limits().cacheBytes());
        this.eventLoops = new EventLoops(
                vertx,
                journal,
                new Replays(ports.replays(), settings.holder()),
                onBehalf,
                new AnswerCaching(cache, rules),
                settings,
                ejected,
                ports.observer());
    }

    /**
     * Takes over the journal, ships what is left in it, loads the snapshots and begins. Blocking.
     *
     * @throws UncheckedIOException when the journal's directory cannot be used
     * @throws RuntimeException what a port throws
     */
    public static Gateway start(Vertx vertx, GatewayPorts ports, GatewaySettings settings) {
        Gateway gateway = new Gateway(vertx, ports, settings, open(ports, settings));
        try {
            gateway.takeOver(ports);
            gateway.follow(ports.feeds());
            settle();
            gateway.begin();
            return gateway;
        } catch (RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    private static Journal open(GatewayPorts ports, GatewaySettings settings) {
        try {
            return Journal.open(settings.journal(), lane -> ports.sink().position(settings.holder(), lane));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the journal in " + settings.journal().directory() + " cannot be used", e);
        }
    }

    /** With the journal shipped to its end, nothing of what this holder had leased is in use. */
    private void takeOver(GatewayPorts ports) {
        shipper.shipAll();
        ports.allowance().reclaim(settings.holder());
        ports.replays().reclaim(settings.holder());
    }

    private void follow(GatewayPorts.Feeds feeds) {
        followings.add(feeds.services().follow(routes));
        followings.add(feeds.subscriptions().follow(grants));
        followings.add(feeds.budgets().follow(purses));
        followings.add(feeds.verdicts().follow(verdictBook));
        followings.add(feeds.rules().follow(rules));
        followings.add(feeds.projects().follow(projects));
        followings.add(feeds.keys().follow(keys));
    }

    /**
     * What was loaded stays. A large catalogue is packed now, in one go, with room left beside it; otherwise the collector
     * would do that under the first calls, which would wait for seconds.
     */
    private static void settle() {
        Runtime heap = Runtime.getRuntime();
        if (heap.totalMemory() - heap.freeMemory() > LARGE_HEAP) {
            System.gc();
        }
    }

    private void begin() {
        accounts.start();
        journal.start();
        shipper.start();
    }

    /**
     * The handler for requests below {@code /v1} on the event loop of {@code context}. Blocking; call it once per event
     * loop, while starting.
     */
    public synchronized Relay handlerFor(Context context) {
        return eventLoops.relay(context, gatekeeper, new ModelList(grants, routes, verdicts), metrics);
    }

    /** The verdicts in force, as calls are admitted by them. */
    public VerdictBook verdicts() {
        return verdictBook;
    }

    /** The endpoints that are left alone after failures. */
    public Ejected ejected() {
        return ejected;
    }

    /** For other doors of this process, which ask for callers elsewhere. */
    public OnBehalf onBehalf() {
        return onBehalf;
    }

    /** Accounts of quotas and budgets of which units are leased, or were lately. */
    public int leases() {
        return accounts.size();
    }

    /** The answers that may be given again. */
    public AnswerCache cache() {
        return cache;
    }

    public GatewayMetrics metrics() {
        return metrics;
    }

    public Readiness readiness() {
        boolean connected = true;
        for (Feed.Following following : followings) {
            connected &= following.connected();
        }
        return new Readiness(connected, journal.writable(), shipper.lag());
    }

    /**
     * Lets calls under way end, within limits; ships the journal; gives leased units back. Blocking, and not for an event
     * loop. What could not be shipped stays in the journal for the next start.
     */
    @Override
    public void close() {
        eventLoops.close(metrics, settings.limits().drain());
        followings.reversed().forEach(Feed.Following::close);
        shipper.close();
        accounts.close();
        journal.close();
    }
}
