package dev.llmmarketplace.server;

import dev.llmmarketplace.core.search.RebuildProgress;
import dev.llmmarketplace.core.search.WatchedEmbedder;
import dev.llmmarketplace.gateway.Gateway;
import dev.llmmarketplace.server.ops.Check;
import dev.llmmarketplace.server.ops.Check.State;
import dev.llmmarketplace.server.ops.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What readiness looks at. The gateway is vital; it goes on from memory while the database is away. */
final class Checks {
    private Checks() {}

    static List<Check> of(Stores stores, Gateway gateway, Optional<Discovery> discovery) {
        Probe database = new Probe(stores::healthy);
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("journal", true, () -> journal(gateway)));
        checks.add(new Check("database", false, () -> database(database.holds())));
        checks.add(new Check("feeds", false, () -> feeds(gateway)));
        discovery.ifPresent(search -> {
            checks.add(new Check("search", false, () -> search(search)));
            checks.add(new Check("meaning", false, () -> meaning(search.embedder())));
        });
        return checks;
    }

    private static State journal(Gateway gateway) {
        var readiness = gateway.readiness();
        String lag = "usage shipped up to " + readiness.shippingLag().toMillis() + " ms ago";
        return readiness.journalWritable()
                ? State.up("writable; " + lag)
                : State.down("The disk is full: calls are refused because their usage could not be recorded.");
    }

    private static State database(boolean healthy) {
        return healthy
                ? State.up("reachable")
                : State.down("Not reachable: management requests fail; the gateway goes on from memory and ships usage"
                        + " later.");
    }

    private static State feeds(Gateway gateway) {
        return gateway.readiness().feedsConnected()
                ? State.up("following")
                : State.down("Changes of keys, subscriptions and services are not heard at the moment.");
    }

    private static State meaning(WatchedEmbedder embedder) {
        return embedder.failure()
                .map(failure ->
                        State.down("Searches go by words alone since " + failure.since() + ": " + failure.reason()))
                .orElseGet(() -> State.up("searches go by words and meaning"));
    }

    private static State search(Discovery discovery) {
        var indexer = discovery.indexer();
        RebuildProgress rebuild = indexer.rebuild();
        String far = rebuild.done() + " of " + rebuild.total() + " services";
        if (!indexer.ready()) {
            return State.starting("The index is being built; "
                    + (rebuild.underWay() ? "it holds " + far + " so far." : "it will begin soon."));
        }
        if (rebuild.underWay()) {
            return State.up("A new index is being built and holds " + far + " so far; the old one serves.");
        }
        return State.up(discovery.size() + " services, "
                + (indexer.lag().isZero() ? "up to date" : indexer.lag().toMillis() + " ms behind"));
    }
}
