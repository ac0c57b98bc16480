package dev.llmmarketplace.server;

import dev.llmmarketplace.gateway.Gateway;
import dev.llmmarketplace.server.ops.Check;
import dev.llmmarketplace.server.ops.Check.State;
import dev.llmmarketplace.server.ops.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What readiness looks at. The gateway is vital; it goes on from memory while the database is away. */
final class Checks {
    private Checks() {}

    static List<Check> of(Stores stores, Gateway gateway, Optional<Discovery> discovery) {
        Probe database = new Probe(stores::healthy);
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("journal", true, () -> journal(gateway)));
        checks.add(new Check("database", false, () -> database(database.holds())));
        checks.add(new Check("feeds", false, () -> feeds(gateway)));
        discovery.ifPresent(search -> checks.add(new Check("search", false, () -> search(search))));
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

    private static State search(Discovery discovery) {
        var indexer = discovery.indexer();
        OptionalLong rebuilding = indexer.rebuilding();
        if (!indexer.ready()) {
            return State.starting("The index is being built; "
                    + (rebuilding.isPresent()
                            ? "it holds " + rebuilding.getAsLong() + " services so far."
                            : "it will begin soon."));
        }
        if (rebuilding.isPresent()) {
            return State.up("A new index is being built and holds " + rebuilding.getAsLong()
                    + " services so far; the old one serves.");
        }
        return State.up(discovery.size() + " services, "
                + (indexer.lag().isZero() ? "up to date" : indexer.lag().toMillis() + " ms behind"));
    }
}
