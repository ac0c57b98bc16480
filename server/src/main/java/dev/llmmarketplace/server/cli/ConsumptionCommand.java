package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows and sets what an organisation wants of all its calls. */
@Command(
        name = "consumption",
        description = "Show and set what your organisation wants of all its calls.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  marketplace consumption set --residency EU,CH --cache 600"})
final class ConsumptionCommand {
    private static final String PATH = "/api/v1/consumption";

    @Mixin
    HelpOption help;

    @Command(name = "show", description = "As it is now.")
    void show(@Mixin ClientOptions client) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode rules = marketplace.get(PATH);
            client.show(rules, out -> print(rules, out));
        }
    }

    @Command(name = "set", description = "Set it, in every gateway within a second; what is left out stays.")
    void set(
            @Mixin ClientOptions client,
            @Option(
                            names = "--residency",
                            paramLabel = "CODES",
                            split = ",",
                            description = "Countries that calls may go to, and EU; 'anywhere' for all.")
                    @Nullable
                    List<String> residency,
            @Option(
                            names = "--cache",
                            paramLabel = "SECONDS",
                            description = "How long answers are given again to the same request; 0 for never.")
                    @Nullable
                    Integer cacheSeconds) {
        try (MarketplaceClient marketplace = client.connect()) {
            ObjectNode body = (ObjectNode) marketplace.get(PATH);
            if (residency != null) {
                ArrayNode places = body.putArray("residency");
                residency.stream().filter(place -> !place.equals("anywhere")).forEach(places::add);
            }
            if (cacheSeconds != null) {
                body.put("cacheSeconds", cacheSeconds);
            }
            JsonNode rules = marketplace.put(PATH, body);
            client.show(rules, out -> print(rules, out));
        }
    }

    private static void print(JsonNode rules, PrintWriter out) {
        String places = StreamSupport.stream(rules.path("residency").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        int seconds = rules.path("cacheSeconds").asInt();
        out.println(seconds == 0 ? "Answers are not kept." : "Answers are given again for " + seconds + " s.");
        out.println("Calls may go " + (places.isEmpty() ? "anywhere." : "to " + places + " only."));
    }
}
