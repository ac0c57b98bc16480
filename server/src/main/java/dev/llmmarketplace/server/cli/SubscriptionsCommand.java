package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows and cancels subscriptions. */
@Command(
        name = "subscriptions",
        description = "Show and cancel your organisation's subscriptions.",
        synopsisSubcommandLabel = "COMMAND")
final class SubscriptionsCommand {
    @Mixin
    HelpOption help;

    @Command(name = "list", description = "What your organisation is subscribed to.")
    void list(@Mixin ClientOptions client) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.get("/api/v1/subscriptions");
            client.show(answer, out -> {
                Table table = new Table("SERVICE", "PLAN", "SINCE", "ID");
                for (JsonNode one : answer.path("items")) {
                    table.row(
                            one.path("service").asText(),
                            one.at("/plan/name").asText(),
                            Figures.time(one.path("createdAt")),
                            one.path("id").asText());
                }
                if (table.isEmpty()) {
                    out.println("None. Try: marketplace subscribe PROVIDER/SERVICE");
                } else {
                    table.print(out, Terminal.width());
                }
            });
        }
    }

    @Command(name = "cancel", description = "Cancel a subscription; calls are refused within a second.")
    void cancel(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "See list.") String id) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode gone = marketplace.delete("/api/v1/subscriptions/" + Query.segment(id));
            client.show(
                    gone,
                    out -> out.println("Cancelled the subscription to "
                            + gone.path("service").asText() + "."));
        }
    }
}
