package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes and shows organisations: whoever publishes, and whoever calls. */
@Command(
        name = "organisations",
        description = "Make and show organisations. For administrators.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  marketplace organisations create acme --name 'Acme AI' --provider"})
final class OrganisationsCommand {
    @Mixin
    HelpOption help;

    @Command(name = "create", description = "Make an organisation.")
    void create(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "SLUG", description = "Its name in names of services: lower case and dashes.")
                    String slug,
            @Option(names = "--name", paramLabel = "NAME", description = "For people (default: the slug).") @Nullable
                    String name,
            @Option(names = "--provider", description = "It publishes services.") boolean provider,
            @Option(names = "--no-consumer", description = "It calls none.") boolean noConsumer) {
        ObjectNode body = MarketplaceClient.object()
                .put("slug", slug)
                .put("name", name == null ? slug : name)
                .put("provider", provider)
                .put("consumer", !noConsumer);
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode made = marketplace.post("/api/v1/organisations", body);
            client.show(made, out -> {
                out.println("Made " + slug + ", " + kind(made) + ".");
                if (provider) {
                    out.println("Next: marketplace publish MANIFEST, with 'provider: " + slug + "' in it");
                }
            });
        }
    }

    @Command(name = "list", description = "All organisations.")
    void list(@Mixin ClientOptions client) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.get("/api/v1/organisations?limit=100");
            client.show(answer, out -> table(answer.path("items")).print(out, Terminal.width()));
        }
    }

    private static Table table(JsonNode organisations) {
        Table table = new Table("SLUG", "NAME", "KIND", "STATE", "ID");
        for (JsonNode organisation : organisations) {
            table.row(
                    organisation.path("slug").asText(),
                    organisation.path("name").asText(),
                    kind(organisation),
                    organisation.path("suspended").asBoolean() ? "suspended" : "active",
                    organisation.path("id").asText());
        }
        return table;
    }

    private static String kind(JsonNode organisation) {
        boolean consumer = organisation.path("consumer").asBoolean();
        if (organisation.path("provider").asBoolean()) {
            return consumer ? "provider and consumer" : "provider";
        }
        return consumer ? "consumer" : "neither provider nor consumer";
    }
}
