package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the tiers of limits that one can subscribe to. */
@Command(name = "plans", description = "Show the plans that a service can be subscribed to with.")
final class PlansCommand implements Runnable {
    @Mixin
    private ClientOptions client;

    @Override
    public void run() {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode plans = marketplace.get("/api/v1/plans");
            client.show(plans, out -> table(plans.path("items")).print(out, Terminal.width()));
        }
    }

    private static Table table(JsonNode plans) {
        Table table = new Table("PLAN", ">REQUESTS/S", ">BURST", ">TOKENS/MIN", ">TOKENS/MONTH", ">AT ONCE");
        for (JsonNode plan : plans) {
            table.row(
                    plan.path("name").asText(),
                    Figures.count(plan.path("requestsPerSecond").asLong()),
                    Figures.count(plan.path("burst").asLong()),
                    limit(plan.path("tokensPerMinute")),
                    limit(plan.path("tokensPerMonth")),
                    limit(plan.path("concurrency")));
        }
        return table;
    }

    private static String limit(JsonNode figure) {
        return figure.asLong() == 0 ? "no limit" : Figures.count(figure.asLong());
    }
}
