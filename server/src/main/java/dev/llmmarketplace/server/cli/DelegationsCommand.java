package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Approvers who answer for others. */
@Command(
        name = "delegations",
        description = "Let another approver answer in your place for a while.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  marketplace delegations give --to erin@example.com --until 2027-01-08T00:00:00Z",
            "  marketplace delegations list",
        })
final class DelegationsCommand {
    private static final String ADDRESS = "/api/v1/approval-delegations";

    @Mixin
    HelpOption help;

    @Command(name = "list", description = "Those that you have given and received.")
    void list(@Mixin ClientOptions client) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.get(ADDRESS);
            client.show(answer, out -> {
                Table table = new Table("ID", "FROM", "TO", "BEGINS", "ENDS", "REASON");
                for (JsonNode item : answer.path("items")) {
                    JsonNode end = item.has("revokedAt") ? item.path("revokedAt") : item.path("endsAt");
                    table.row(
                            item.path("id").asText(),
                            item.path("from").asText(),
                            item.path("to").asText(),
                            Figures.time(item.path("startsAt")),
                            Figures.time(end),
                            item.path("reason").asText());
                }
                table.print(out, Terminal.width());
            });
        }
    }

    @Command(name = "give", description = "Let somebody answer in your place.")
    void give(
            @Mixin ClientOptions client,
            @Option(names = "--to", required = true, paramLabel = "EMAIL", description = "Another approver.") String to,
            @Option(names = "--from", paramLabel = "TIME", description = "When it begins; now when not given.")
                    @Nullable
                    String from,
            @Option(names = "--until", required = true, paramLabel = "TIME", description = "When it ends.")
                    String until,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Kept with it.") @Nullable String reason) {
        ObjectNode body = MarketplaceClient.object().put("to", to).put("until", until);
        if (from != null) {
            body.put("from", from);
        }
        if (reason != null) {
            body.put("reason", reason);
        }
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode given = marketplace.post(ADDRESS, body);
            client.show(
                    given,
                    out -> out.println(to + " answers for you until "
                            + Figures.time(given.path("endsAt")) + ". End it before with: delegations revoke "
                            + given.path("id").asText()));
        }
    }

    @Command(name = "revoke", description = "End one before its time.")
    void revoke(
            @Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "The delegation.") String id) {
        try (MarketplaceClient marketplace = client.connect()) {
            marketplace.delete(ADDRESS + "/" + Query.segment(id));
            client.out().println("It has ended.");
            client.out().flush();
        }
    }
}
