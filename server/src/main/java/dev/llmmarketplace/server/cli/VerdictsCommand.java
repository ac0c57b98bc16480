package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows, pushes and takes back verdicts on calls. */
@Command(
        name = "verdicts",
        description = "Show what policies have decided about calls; for administrators: decide.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  marketplace verdicts list",
            "  marketplace verdicts deny provider acme --policy review-7 --reason 'No review'"
        })
final class VerdictsCommand {
    private static final String PATH = "/api/v1/verdicts";

    @Mixin
    HelpOption help;

    @Command(name = "list", description = "The first hundred verdicts about your organisation's calls.")
    void list(@Mixin ClientOptions client) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.get(PATH + "?limit=100");
            client.show(answer, out -> {
                if (answer.path("items").isEmpty()) {
                    out.println("None: no policy keeps your calls from anything.");
                } else {
                    table(answer.path("items")).print(out, Terminal.width());
                }
            });
        }
    }

    @Command(name = "deny", description = "Deny calls, in every gateway within a second.")
    void deny(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "KIND", description = "service, model, provider, country or everything.")
                    String kind,
            @Parameters(
                            paramLabel = "VALUE",
                            arity = "0..1",
                            description = "Which one, for example acme/chat, acme or US; of everything nothing.")
                    @Nullable
                    String value,
            @Option(names = "--policy", required = true, description = "What identifies the policy.") String policy,
            @Option(names = "--reason", required = true, description = "One sentence for callers.") String reason,
            @Option(names = "--remediation", description = "What they can do about it.") @Nullable String remediation,
            @Option(names = "--organisation", paramLabel = "ID", description = "Whose calls; everybody's when absent.")
                    @Nullable
                    String organisation,
            @Option(names = "--until", paramLabel = "TIME", description = "For ever when absent.") @Nullable
                    String until) {
        ObjectNode body = MarketplaceClient.object();
        put(body.putObject("subject").put("kind", kind), "value", value);
        body.put("effect", "deny").put("policy", policy).put("reason", reason);
        put(body, "remediation", remediation);
        put(body, "organisationId", organisation);
        put(body, "expiresAt", until);
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode stored = marketplace.put(PATH + "/" + UUID.randomUUID(), body);
            client.show(
                    stored,
                    out -> out.println("Denied. To take it back: marketplace verdicts remove "
                            + stored.path("id").asText()));
        }
    }

    private static void put(ObjectNode body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    @Command(name = "remove", description = "Take a verdict back.")
    void remove(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "See list.") String id) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode nothing = marketplace.delete(PATH + "/" + Query.segment(id));
            client.show(nothing, out -> out.println("Taken back."));
        }
    }

    private static Table table(JsonNode verdicts) {
        Table table = new Table("EFFECT", "ABOUT", "POLICY", "REASON", "UNTIL", "ID");
        for (JsonNode verdict : verdicts) {
            table.row(
                    verdict.path("effect").asText(),
                    (verdict.at("/subject/kind").asText() + " "
                                    + verdict.at("/subject/value").asText())
                            .strip(),
                    verdict.path("policy").asText(),
                    verdict.path("reason").asText(),
                    verdict.has("expiresAt") ? Figures.time(verdict.get("expiresAt")) : "",
                    verdict.path("id").asText());
        }
        return table;
    }
}
