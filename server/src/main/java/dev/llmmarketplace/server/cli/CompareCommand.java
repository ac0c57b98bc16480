package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Services side by side. */
@Command(
        name = "compare",
        description = "Show two to four services side by side.",
        footer = {"", "Example:", "  marketplace compare acme/support-chat other/chat --differences"})
final class CompareCommand implements Runnable {
    @Mixin
    private ClientOptions client;

    @Parameters(arity = "2..4", paramLabel = "PROVIDER/SERVICE", description = "The services.")
    private List<String> services;

    @Option(names = "--differences", description = "Only what is not the same.")
    private boolean differences;

    @Override
    public void run() {
        List<ServiceReference> references =
                services.stream().map(ServiceReference::parse).toList();
        try (MarketplaceClient marketplace = client.connect()) {
            Query query = new Query("/api/v1/compare");
            references.forEach(reference ->
                    query.with("ids", reference.find(marketplace).path("id").asText()));
            JsonNode answer = marketplace.get(query.toString());
            client.show(answer, out -> print(answer, out));
        }
    }

    private void print(JsonNode answer, PrintWriter out) {
        List<String> head = new ArrayList<>(List.of(""));
        answer.path("services").forEach(service -> head.add(service.path("name").asText()));
        Table table = new Table(head.toArray(String[]::new));
        for (JsonNode row : answer.path("rows")) {
            if (!differences || !row.path("same").asBoolean()) {
                table.row(cells(row));
            }
        }
        table.print(out, Terminal.width());
    }

    private static String[] cells(JsonNode row) {
        List<String> cells = new ArrayList<>(List.of(row.path("name").asText()));
        row.path("values")
                .forEach(values -> cells.add(StreamSupport.stream(values.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "))));
        return cells.toArray(String[]::new);
    }
}
