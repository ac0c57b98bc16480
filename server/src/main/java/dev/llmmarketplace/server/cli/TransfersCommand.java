package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands services over to other providers. */
@Command(
        name = "transfers",
        description = "Hand a service over to another provider, or take one over.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  marketplace transfers offer acme/support-chat --to globex",
            "  marketplace transfers list",
            "  marketplace transfers accept 0197…",
        })
final class TransfersCommand {
    private static final String ADDRESS = "/api/v1/transfers";

    @Mixin
    HelpOption help;

    @Command(name = "offer", description = "Offer a service; its name, versions, subscriptions and keys stay.")
    void offer(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "PROVIDER/SERVICE", description = "The service.") String name,
            @Option(names = "--to", required = true, paramLabel = "PROVIDER", description = "Whose it is to be.")
                    String to,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Shown with the offer.") @Nullable
                    String reason) {
        ObjectNode body = MarketplaceClient.object().put("to", to);
        if (reason != null) {
            body.put("reason", reason);
        }
        try (MarketplaceClient marketplace = client.connect()) {
            String id =
                    ServiceReference.parse(name).find(marketplace).path("id").asText();
            print(client, marketplace.post("/api/v1/services/" + id + "/transfers", body));
        }
    }

    @Command(name = "list", description = "What was offered to you and by you.")
    void list(@Mixin ClientOptions client) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.get(ADDRESS);
            client.show(answer, out -> {
                Table table = new Table("ID", "SERVICE", "FROM", "TO", "STATE", "UNTIL", "REASON");
                for (JsonNode item : answer.path("items")) {
                    table.row(
                            item.path("id").asText(),
                            item.path("service").asText(),
                            item.path("from").asText(),
                            item.path("to").asText(),
                            item.path("state").asText(),
                            Figures.time(item.path("expiresAt")),
                            item.path("reason").asText());
                }
                table.print(out, Terminal.width());
            });
        }
    }

    @Command(name = "accept", description = "Take a service over.")
    void accept(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "The offer.") String id) {
        decide(client, id, "accept");
    }

    @Command(name = "decline", description = "Do not take it over.")
    void decline(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "The offer.") String id) {
        decide(client, id, "decline");
    }

    @Command(name = "withdraw", description = "Take an offer back.")
    void withdraw(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "The offer.") String id) {
        decide(client, id, "withdraw");
    }

    private static void decide(ClientOptions client, String id, String verb) {
        try (MarketplaceClient marketplace = client.connect()) {
            print(client, marketplace.post(ADDRESS + "/" + Query.segment(id) + "/" + verb, MarketplaceClient.object()));
        }
    }

    private static void print(ClientOptions client, JsonNode transfer) {
        client.show(
                transfer,
                out -> out.println("The transfer " + transfer.path("id").asText() + " of "
                        + transfer.path("service").asText() + " from "
                        + transfer.path("from").asText() + " to "
                        + transfer.path("to").asText() + " is "
                        + transfer.path("state").asText() + "."));
    }
}
