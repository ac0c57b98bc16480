package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks into the audit trail and exports it; verifying is {@link VerifyCommand}. */
@Command(
        name = "audit",
        description = "Show who did what, and export it with its proof; for administrators and auditors.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  marketplace audit list --action revokeKey",
            "  marketplace audit export > audit.jsonl",
            "  marketplace receipts keys > keys.json",
            "  marketplace verify audit audit.jsonl --key keys.json",
        })
final class AuditCommand {
    @Mixin
    HelpOption help;

    @Command(name = "list", description = "Show entries, newest first.")
    void list(
            @Mixin ClientOptions client,
            @Option(names = "--actor", paramLabel = "ID", description = "Whose.") @Nullable String actor,
            @Option(names = "--organisation", paramLabel = "ID", description = "Of whose people.") @Nullable
                    String organisation,
            @Option(
                            names = "--action",
                            paramLabel = "OPERATION",
                            description = "An operationId of the contract, or 'system'.")
                    @Nullable
                    String action,
            @Option(names = "--subject", paramLabel = "ID", description = "What it was done to.") @Nullable
                    String subject,
            @Option(names = "--from", paramLabel = "TIME", description = "At or after.") @Nullable String from,
            @Option(names = "--to", paramLabel = "TIME", description = "Before.") @Nullable String to,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "How many at most; 20.")
                    int limit) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode page = marketplace.get(new Query("/api/v1/audit")
                    .with("actor", actor)
                    .with("organisation", organisation)
                    .with("action", action)
                    .with("subject", subject)
                    .with("from", from)
                    .with("to", to)
                    .with("limit", limit)
                    .toString());
            client.show(page, out -> {
                for (JsonNode entry : page.path("items")) {
                    out.println(line(entry));
                }
            });
        }
    }

    @Command(name = "export", description = "Print the sealed batches, one to a line, and at last the chain's head.")
    void export(
            @Mixin ClientOptions client,
            @Option(names = "--from", paramLabel = "TIME", description = "Sealed at or after.") @Nullable String from,
            @Option(names = "--to", paramLabel = "TIME", description = "Sealed before.") @Nullable String to) {
        try (MarketplaceClient marketplace = client.connect()) {
            @Nullable String cursor = null;
            JsonNode page;
            do {
                page = marketplace.get(new Query("/api/v1/audit/batches")
                        .with("from", from)
                        .with("to", to)
                        .with("cursor", cursor)
                        .toString());
                page.path("items").forEach(client.out()::println);
                cursor = page.has("next") ? page.get("next").asText() : null;
            } while (cursor != null);
            if (page.has("head")) {
                client.out().println("{\"head\":" + page.get("head") + "}");
            }
            client.out().flush();
        }
    }

    private static String line(JsonNode entry) {
        List<String> words = new ArrayList<>(List.of(
                entry.path("at").asText(),
                entry.path("action").asText(),
                entry.path("change").asText(),
                entry.path("kind").asText(),
                entry.path("subject").asText()));
        words.add("by " + (entry.has("actor") ? entry.get("actor").asText() : "nobody signed in"));
        entry.path("after").properties().stream()
                .map(member -> member.getKey() + "=" + member.getValue())
                .forEach(words::add);
        if (entry.has("reason")) {
            words.add("because: " + entry.get("reason").asText());
        }
        return String.join("  ", words);
    }
}
