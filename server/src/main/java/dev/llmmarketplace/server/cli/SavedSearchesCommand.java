package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Keeps, shows and forgets searches. */
@Command(
        name = "saved-searches",
        description = "Keep searches and be told when something new answers one.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  marketplace saved-searches add cheap-eu 'tools, in the EU, under $1 per million'",
            "  marketplace notifications --unread"
        })
final class SavedSearchesCommand {
    private static final String PATH = "/api/v1/saved-searches";

    @Mixin
    HelpOption help;

    @Command(name = "add", description = "Keep a search.")
    void add(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "NAME", description = "What you call it.") String name,
            @Parameters(paramLabel = "WORD", arity = "1..*", description = "What you look for.") List<String> words) {
        ObjectNode body = MarketplaceClient.object().put("name", name);
        body.putObject("question").put("q", String.join(" ", words));
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode made = marketplace.post(PATH, body);
            client.show(made, out -> out.println("Kept " + name + ". What is new: marketplace notifications"));
        }
    }

    @Command(name = "list", description = "Your saved searches.")
    void list(@Mixin ClientOptions client) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.get(PATH);
            client.show(answer, out -> {
                Table table = new Table("SEARCH", "QUESTION", "ID");
                answer.path("items")
                        .forEach(item -> table.row(
                                item.path("name").asText(),
                                item.path("question").toString(),
                                item.path("id").asText()));
                table.print(out, Terminal.width());
            });
        }
    }

    @Command(name = "delete", description = "Forget a saved search.")
    void delete(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "See list.") String id) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.delete(PATH + "/" + Query.segment(id));
            client.show(answer, out -> out.println("Forgotten."));
        }
    }
}
