package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The search index of the process that answers. */
@Command(
        name = "index",
        description = "See and make anew the search index of the marketplace; for administrators.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "A new index is made from the database beside the one that serves, and goes on where it was when the process",
            "is ended in the middle. Example:",
            "  marketplace index rebuild",
        })
final class IndexCommand {
    private static final String PATH = "/api/v1/search/rebuild";

    @Mixin
    HelpOption help;

    @Command(name = "status", description = "How far the new index is, or how the last one went.")
    void status(@Mixin ClientOptions client) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode rebuild = marketplace.get(PATH);
            client.show(rebuild, out -> print(rebuild, out));
        }
    }

    @Command(name = "rebuild", description = "Make a new index; while one is being made, only say how far it is.")
    void rebuild(@Mixin ClientOptions client) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode rebuild = marketplace.post(PATH, MarketplaceClient.object());
            client.show(rebuild, out -> print(rebuild, out));
        }
    }

    private static void print(JsonNode rebuild, PrintWriter out) {
        out.println(
                switch (rebuild.path("state").asText()) {
                    case "asked" -> "A new index will be begun in a moment; see 'marketplace index status'.";
                    case "filling" -> filling(rebuild);
                    case "packing" ->
                        "The new index has all "
                                + Figures.count(rebuild.path("done").asLong())
                                + " services; its segments are being merged.";
                    case "catching-up" ->
                        "The new index has "
                                + Figures.count(rebuild.path("done").asLong())
                                + " services and is brought up to what happened meanwhile.";
                    default -> idle(rebuild);
                });
    }

    private static String filling(JsonNode rebuild) {
        long resumedFrom = rebuild.path("resumedFrom").asLong();
        return "The new index has " + Figures.count(rebuild.path("done").asLong()) + " of "
                + Figures.count(rebuild.path("total").asLong()) + " services, since "
                + Figures.time(rebuild.path("startedAt"))
                + (resumedFrom > 0 ? " going on from " + Figures.count(resumedFrom) : "")
                + (rebuild.has("expectedAt") ? "; ready about " + Figures.time(rebuild.path("expectedAt")) : "")
                + ".";
    }

    private static String idle(JsonNode rebuild) {
        return rebuild.has("finishedAt")
                ? "No index is being made. The last was ready at " + Figures.time(rebuild.path("finishedAt")) + " with "
                        + Figures.count(rebuild.path("done").asLong()) + " services."
                : "No index is being made.";
    }
}
