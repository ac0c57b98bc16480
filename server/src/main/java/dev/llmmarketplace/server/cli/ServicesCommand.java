package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.io.PrintWriter;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows services and moves their versions through their lives. */
@Command(
        name = "services",
        description = "Show services; approve, suspend and deprecate their versions.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  marketplace services list --status pending_approval",
            "  marketplace services show acme/support-chat",
            "  marketplace services findings acme/support-chat",
            "  marketplace services callers acme/support-chat --days 7",
            "  marketplace services approve acme/support-chat",
            "  marketplace services deprecate acme/support-chat@1.0.0 --reason 'Use 2.0.0'",
        })
final class ServicesCommand {
    @Mixin
    HelpOption help;

    @Command(name = "list", description = "Services by name.")
    void list(
            @Mixin ClientOptions client,
            @Option(names = "--provider", description = "Only of this provider.") @Nullable String provider,
            @Option(names = "--status", description = "Only in this status.") @Nullable String status,
            @Option(names = "--limit", defaultValue = "50", description = "Most services, 1 to 100.") int limit,
            @Option(names = "--cursor", description = "The next page.") @Nullable String cursor) {
        String address = new Query("/api/v1/services")
                .with("provider", provider)
                .with("status", status)
                .with("limit", limit)
                .with("cursor", cursor)
                .toString();
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.get(address);
            client.show(answer, out -> {
                table(answer.path("items")).print(out, Terminal.width());
                if (answer.has("next")) {
                    out.println("More with --cursor " + answer.get("next").asText());
                }
            });
        }
    }

    @Command(name = "show", description = "Everything about one service.")
    void show(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "PROVIDER/SERVICE", description = "The service.") String name) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode service = ServiceReference.parse(name).find(marketplace);
            client.show(service, out -> ServicePage.print(service, out));
        }
    }

    @Command(name = "versions", description = "All versions of a service.")
    void versions(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "PROVIDER/SERVICE", description = "The service.") String name) {
        show(
                client,
                name,
                "/versions",
                (answer, out) -> table(answer.path("items")).print(out, Terminal.width()));
    }

    @Command(name = "history", description = "What has happened to the versions of your service.")
    void history(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "PROVIDER/SERVICE", description = "The service.") String name) {
        show(client, name, "/history?limit=100", ListingPages::history);
    }

    @Command(name = "revisions", description = "How your service's listing was changed without a new version.")
    void revisions(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "PROVIDER/SERVICE", description = "The service.") String name) {
        show(client, name, "/listing/revisions?limit=100", ListingPages::revisions);
    }

    @Command(name = "findings", description = "What testing your service again and again has found.")
    void findings(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "PROVIDER/SERVICE", description = "The service.") String name) {
        show(client, name, "/findings", ListingPages::findings);
    }

    @Command(name = "callers", description = "Which organisations call your service, by version.")
    void callers(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "PROVIDER/SERVICE", description = "The service.") String name,
            @Option(names = "--days", defaultValue = "30", description = "How far back, 1 to 90.") int days) {
        show(client, name, "/callers?days=" + days, ListingPages::callers);
    }

    @Command(name = "sla", description = "What a service promises, how it did, and where it broke its promise.")
    void sla(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "PROVIDER/SERVICE", description = "The service.") String name) {
        show(client, name, "/sla", SlaPage::print);
    }

    /** @param part of the service's address */
    private static void show(ClientOptions client, String name, String part, BiConsumer<JsonNode, PrintWriter> page) {
        try (MarketplaceClient marketplace = client.connect()) {
            String id =
                    ServiceReference.parse(name).find(marketplace).path("id").asText();
            JsonNode answer = marketplace.get("/api/v1/services/" + id + part);
            client.show(answer, out -> page.accept(answer, out));
        }
    }

    @Command(
            name = "credential",
            description = "Store the secret that is sent to the provider, read from standard input or asked for.")
    void credential(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "PROVIDER/SERVICE", description = "The service.") String name,
            @Option(names = "--stdin", description = "Read it from standard input.") boolean standardInput) {
        try (MarketplaceClient marketplace = client.connect()) {
            String id =
                    ServiceReference.parse(name).find(marketplace).path("id").asText();
            String secret = Passwords.ask(standardInput, "Credential for " + name + ": ");
            marketplace.put(
                    "/api/v1/services/" + id + "/credential",
                    MarketplaceClient.object().put("value", secret));
            client.out().println("Stored; in force at once for all versions of " + name + ".");
            client.out().flush();
        }
    }

    @Command(name = "approve", description = "Make a pending version active.")
    void approve(@Mixin ClientOptions client, @Mixin Decision decision) {
        decision.take("approve", client);
    }

    @Command(name = "reject", description = "Refuse a pending version for good.")
    void reject(@Mixin ClientOptions client, @Mixin Decision decision) {
        decision.take("reject", client);
    }

    @Command(name = "suspend", description = "Take a version off, reversibly.")
    void suspend(@Mixin ClientOptions client, @Mixin Decision decision) {
        decision.take("suspend", client);
    }

    @Command(name = "reinstate", description = "Make a suspended version active.")
    void reinstate(@Mixin ClientOptions client, @Mixin Decision decision) {
        decision.take("reinstate", client);
    }

    @Command(name = "deprecate", description = "Announce the end of a version.")
    void deprecate(
            @Mixin ClientOptions client,
            @Mixin Decision decision,
            @Option(
                            names = "--sunset",
                            paramLabel = "TIME",
                            description = "When it ends, for example 2027-01-31T00:00:00Z; as soon as it may when not"
                                    + " given.")
                    @Nullable
                    String sunset,
            @Option(
                            names = "--successor",
                            paramLabel = "PROVIDER/SERVICE[@VERSION]",
                            description = "What to use instead.")
                    @Nullable
                    String successor) {
        ObjectNode body = MarketplaceClient.object();
        if (sunset != null) {
            body.put("sunsetAt", sunset);
        }
        if (successor != null) {
            body.put("successor", successor);
        }
        decision.take("deprecate", client, body);
    }

    private static Table table(JsonNode services) {
        Table table = new Table("SERVICE", "VERSION", "STATUS", ">IN", ">OUT", "CALLABLE");
        for (JsonNode service : services) {
            table.row(
                    service.path("name").asText(),
                    service.path("version").asText(),
                    service.path("status").asText(),
                    Figures.price(service.path("pricing"), "input"),
                    Figures.price(service.path("pricing"), "output"),
                    service.path("callable").asBoolean() ? "yes" : "no");
        }
        return table;
    }
}
