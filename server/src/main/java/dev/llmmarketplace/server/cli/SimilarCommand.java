package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Services like one. */
@Command(
        name = "similar",
        description = "Show services like one, with what they have in common.",
        footer = {"", "Example:", "  marketplace similar acme/support-chat"})
final class SimilarCommand implements Runnable {
    @Mixin
    private ClientOptions client;

    @Parameters(paramLabel = "PROVIDER/SERVICE", description = "The service.")
    private String service;

    @Option(names = "--limit", defaultValue = "10", description = "Most, 1 to 50 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public void run() {
        ServiceReference reference = ServiceReference.parse(service);
        try (MarketplaceClient marketplace = client.connect()) {
            String id = reference.find(marketplace).path("id").asText();
            Query query = new Query("/api/v1/services/" + id + "/similar").with("limit", limit);
            JsonNode answer = marketplace.get(query.toString());
            client.show(answer, out -> print(answer, out));
        }
    }

    private static void print(JsonNode answer, PrintWriter out) {
        Table table = new Table("SERVICE", ">SCORE", ">IN", ">OUT", "IN COMMON");
        answer.path("items")
                .forEach(item -> table.row(
                        item.at("/service/name").asText(),
                        String.format(Locale.ROOT, "%.2f", item.path("score").asDouble()),
                        Figures.price(item.at("/service/pricing"), "input"),
                        Figures.price(item.at("/service/pricing"), "output"),
                        StreamSupport.stream(item.path("reasons").spliterator(), false)
                                .map(JsonNode::asText)
                                .collect(Collectors.joining(", "))));
        table.print(out, Terminal.width());
    }
}
