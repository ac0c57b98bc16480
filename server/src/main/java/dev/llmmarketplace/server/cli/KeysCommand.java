package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows, limits, rotates and revokes API keys; making them is {@link KeyCreateCommand}. */
@Command(
        name = "keys",
        description = "Make, show, limit, rotate and revoke your organisation's API keys.",
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

    @Command(name = "rotate", description = "Give a key a new secret, shown once; the old one opens for a while.")
    void rotate(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "ID", description = "See list.") String id,
            @Option(
                            names = "--old-until",
                            paramLabel = "TIME",
                            description = "When the old secret stops, at most 7 days away (default: in 24 hours).")
                    @Nullable
                    String oldUntil) {
        ObjectNode body = MarketplaceClient.object();
        if (oldUntil != null) {
            body.put("oldKeyValidUntil", oldUntil);
        }
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode rotated = marketplace.post("/api/v1/keys/" + Query.segment(id) + "/rotate", body);
            client.show(rotated, out -> {
                out.println(rotated.path("key").asText());
                client.err()
                        .println("Keep it now: it is not shown again. The old one opens until "
                                + Figures.time(rotated.path("oldKeyValidUntil")) + ".");
                client.err().flush();
            });
        }
    }

    @Command(
            name = "limit",
            description = "Set what all calls with a key may take together; what is left out is not limited any more.")
    void limit(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "ID", description = "See list.") String id,
            @Mixin KeyLimitOptions limits) {
        ObjectNode body = MarketplaceClient.object();
        limits.write(body);
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode key = marketplace.put("/api/v1/keys/" + Query.segment(id) + "/limits", body);
            client.show(
                    key, out -> out.println("The limits of " + key.path("name").asText() + " are set."));
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
        Table table = new Table("NAME", "KEY", "MAY CALL", "LAST USED", "STATE", "ID");
        for (JsonNode key : keys) {
            table.row(
                    key.path("name").asText(),
                    key.path("prefix").asText() + "…",
                    scope(key),
                    key.has("lastUsedAt") ? Figures.time(key.get("lastUsedAt")) : "never",
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
