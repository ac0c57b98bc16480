package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows and revokes API keys; making them is {@link KeyCreateCommand}. */
@Command(
        name = "keys",
        description = "Make, show and revoke your organisation's API keys.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = KeyCreateCommand.class)
final class KeysCommand {
    @Mixin
    HelpOption help;

    @Command(name = "list", description = "The keys, without their secrets.")
    void list(@Mixin ClientOptions client) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.get("/api/v1/keys");
            client.show(answer, out -> {
                if (answer.path("items").isEmpty()) {
                    out.println("None. Try: marketplace keys create laptop --save");
                } else {
                    table(answer.path("items")).print(out, Terminal.width());
                }
            });
        }
    }

    @Command(name = "revoke", description = "Revoke a key for good; it is refused everywhere within a second.")
    void revoke(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "See list.") String id) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode gone = marketplace.delete("/api/v1/keys/" + Query.segment(id));
            client.show(
                    gone,
                    out -> out.println("Revoked the key " + gone.path("name").asText() + "."));
        }
    }

    private static Table table(JsonNode keys) {
        Table table = new Table("NAME", "KEY", "MAY CALL", "STATE", "ID");
        for (JsonNode key : keys) {
            table.row(
                    key.path("name").asText(),
                    key.path("prefix").asText() + "…",
                    scope(key),
                    state(key),
                    key.path("id").asText());
        }
        return table;
    }

    private static String scope(JsonNode key) {
        String services = StreamSupport.stream(key.path("services").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        return services.isEmpty() ? "everything" : services;
    }

    private static String state(JsonNode key) {
        if (key.has("revokedAt")) {
            return "revoked " + Figures.time(key.get("revokedAt"));
        }
        return key.has("expiresAt") ? "until " + Figures.time(key.get("expiresAt")) : "valid";
    }
}
