package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What most goes on about. */
@Command(name = "trending", description = "Show the services that most goes on about.")
final class TrendingCommand implements Runnable {
    @Mixin
    private ClientOptions client;

    @Option(names = "--period", defaultValue = "day", description = "day, week or month (default: ${DEFAULT-VALUE}).")
    private String period;

    @Option(names = "--limit", defaultValue = "10", description = "Most, 1 to 50 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public void run() {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.get(new Query("/api/v1/services/trending")
                    .with("period", period)
                    .with("limit", limit)
                    .toString());
            client.show(answer, out -> print(answer, out));
        }
    }

    private void print(JsonNode answer, PrintWriter out) {
        if (answer.path("items").isEmpty()) {
            out.println("Not enough goes on about any service to speak of a trend of the " + period + ".");
            return;
        }
        Table table = new Table("SERVICE", ">SCORE", ">INTERACTIONS", ">IN", ">OUT");
        answer.path("items")
                .forEach(item -> table.row(
                        item.at("/service/name").asText(),
                        String.format(Locale.ROOT, "%.0f", item.path("score").asDouble()),
                        String.valueOf(item.path("interactions").asLong()),
                        Figures.price(item.at("/service/pricing"), "input"),
                        Figures.price(item.at("/service/pricing"), "output")));
        table.print(out, Terminal.width());
    }
}
