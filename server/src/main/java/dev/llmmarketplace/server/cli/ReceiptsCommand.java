package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fetches signed receipts and the keys that verify them; verifying is {@link VerifyCommand}. */
@Command(
        name = "receipts",
        description = "Fetch signed receipts of usage, and the keys that verify them.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  marketplace receipts keys > keys.json",
            "  marketplace receipts export --from 2026-11-01T00:00:00Z --to 2026-12-01T00:00:00Z > november.jsonl",
            "  marketplace verify receipts november.jsonl --key keys.json",
        })
final class ReceiptsCommand {
    @Mixin
    HelpOption help;

    @Command(name = "keys", description = "Print the public keys, as a JSON Web Key Set.")
    void keys(@Mixin ClientOptions client) {
        try (MarketplaceClient marketplace = client.connect()) {
            client.out()
                    .println(marketplace.get("/.well-known/receipt-keys.json").toPrettyString());
            client.out().flush();
        }
    }

    @Command(name = "show", description = "Print the receipt of one call.")
    void show(@Mixin ClientOptions client, @Parameters(paramLabel = "CALL", description = "Its id.") String call) {
        try (MarketplaceClient marketplace = client.connect()) {
            client.out().println(marketplace.get("/api/v1/usage/" + Query.segment(call) + "/receipt"));
            client.out().flush();
        }
    }

    @Command(name = "export", description = "Print the batches sealed in a time, one to a line.")
    void export(
            @Mixin ClientOptions client,
            @Option(names = "--from", required = true, paramLabel = "TIME", description = "Sealed at or after.")
                    String from,
            @Option(names = "--to", required = true, paramLabel = "TIME", description = "Sealed before.") String to) {
        try (MarketplaceClient marketplace = client.connect()) {
            @Nullable String cursor = null;
            do {
                JsonNode page = marketplace.get(new Query("/api/v1/receipts")
                        .with("from", from)
                        .with("to", to)
                        .with("cursor", cursor)
                        .toString());
                page.path("items").forEach(client.out()::println);
                cursor = page.has("next") ? page.get("next").asText() : null;
            } while (cursor != null);
            client.out().flush();
        }
    }
}
