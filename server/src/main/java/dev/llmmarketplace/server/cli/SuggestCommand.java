package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How a name may go on. */
@Command(
        name = "suggest",
        description = "Show how what you type may go on: services, providers, categories and tags.",
        footer = {"", "Example:", "  marketplace suggest lla"})
final class SuggestCommand implements Runnable {
    @Mixin
    private ClientOptions client;

    @Parameters(arity = "1..*", paramLabel = "TEXT", description = "Two characters at least.")
    private List<String> words;

    @Option(names = "--limit", defaultValue = "10", description = "Most, 1 to 50 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public void run() {
        Query query = new Query("/api/v1/search/suggestions")
                .with("q", String.join(" ", words))
                .with("limit", limit);
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.get(query.toString());
            client.show(answer, out -> print(answer, out));
        }
    }

    private static void print(JsonNode answer, PrintWriter out) {
        Table table = new Table("SUGGESTION", "KIND", ">SERVICES", "TITLE");
        answer.path("items")
                .forEach(item -> table.row(
                        item.path("text").asText(),
                        item.path("kind").asText(),
                        item.path("count").asText(),
                        item.path("label").asText()));
        table.print(out, Terminal.width());
    }
}
