package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes, shows, limits and archives projects. */
@Command(
        name = "projects",
        description = "Make, show, limit and archive projects: keys that share limits.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  marketplace projects create search --budget 50.00 --concurrency 20",
            "  marketplace keys create crawler --project ID"
        })
final class ProjectsCommand {
    private static final String PATH = "/api/v1/projects";

    @Mixin
    HelpOption help;

    /** What all calls with keys of a project may take together. */
    static final class Limits {
        @Mixin
        private KeyLimitOptions common;

        @Option(
                names = "--concurrency",
                paramLabel = "N",
                description = "Calls in flight at once; not limited when absent.")
        private @Nullable Integer concurrency;

        void write(ObjectNode limits) {
            common.write(limits);
            if (concurrency != null) {
                limits.put("concurrency", concurrency);
            }
        }
    }

    @Command(name = "create", description = "Make a project.")
    void create(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "NAME", description = "What you call it.") String name,
            @Mixin Limits limits) {
        ObjectNode body = MarketplaceClient.object().put("name", name);
        limits.write(body.putObject("limits"));
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode made = marketplace.post(PATH, body);
            client.show(
                    made,
                    out -> out.println("Made " + name + ". Next: marketplace keys create NAME --project "
                            + made.path("id").asText()));
        }
    }

    @Command(name = "list", description = "All projects of your organisation.")
    void list(@Mixin ClientOptions client) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.get(PATH);
            client.show(answer, out -> table(answer.path("items")).print(out, Terminal.width()));
        }
    }

    @Command(
            name = "limit",
            description = "Set what a project's keys may take together; what is left out is not limited any more.")
    void limit(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "ID", description = "See list.") String id,
            @Mixin Limits limits) {
        ObjectNode body = MarketplaceClient.object();
        limits.write(body);
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode project = marketplace.put(PATH + "/" + Query.segment(id) + "/limits", body);
            client.show(
                    project,
                    out -> out.println("The limits of " + project.path("name").asText() + " are set."));
        }
    }

    @Command(
            name = "archive",
            description = "Revoke a project's keys and take it out of use, for good; what they used stays.")
    void archive(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "See list.") String id) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode project = marketplace.delete(PATH + "/" + Query.segment(id));
            client.show(
                    project,
                    out -> out.println(
                            "Archived " + project.path("name").asText() + "; its keys are refused within a second."));
        }
    }

    private static Table table(JsonNode projects) {
        Table table = new Table("PROJECT", ">REQUESTS/MIN", ">TOKENS/MIN", ">AT ONCE", ">BUDGET/MONTH", "ID");
        for (JsonNode project : projects) {
            JsonNode limits = project.path("limits");
            table.row(
                    project.path("name").asText(),
                    limit(limits.path("requestsPerMinute")),
                    limit(limits.path("tokensPerMinute")),
                    limit(limits.path("concurrency")),
                    limits.has("perMonth")
                            ? limits.at("/perMonth/amount").asText() + " "
                                    + limits.at("/perMonth/currency").asText()
                            : "no limit",
                    project.path("id").asText());
        }
        return table;
    }

    private static String limit(JsonNode figure) {
        return figure.isMissingNode() ? "no limit" : Figures.count(figure.asLong());
    }
}
