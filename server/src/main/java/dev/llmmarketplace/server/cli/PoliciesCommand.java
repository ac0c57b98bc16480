package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows, changes and tries policies, and grants exceptions from them. */
@Command(
        name = "policies",
        description = "Show what services must keep; for administrators: change and try it, grant exceptions.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  marketplace policies list",
            "  marketplace policies try prices.yaml",
            "  marketplace policies apply prices.yaml",
            "  marketplace policies waive prices-capped acme/chat --until",
            "    2027-03-31T00:00:00Z --reason 'Agreed with purchasing'",
        })
final class PoliciesCommand {
    private static final String PATH = "/api/v1/policies";
    private static final String WAIVERS = "/api/v1/policy-waivers";

    @Mixin
    HelpOption help;

    @Command(name = "list", description = "All policies, by id.")
    void list(@Mixin ClientOptions client) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.get(PATH);
            client.show(answer, out -> table(answer.path("items")).print(out, Terminal.width()));
        }
    }

    @Command(name = "show", description = "A policy with all its versions, newest first.")
    void show(@Mixin ClientOptions client, @Parameters(paramLabel = "POLICY", description = "See list.") String id) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.get(PATH + "/" + Query.segment(id) + "/versions");
            client.show(answer, out -> answer.path("items").forEach(version -> print(version, out)));
        }
    }

    @Command(name = "apply", description = "Create policies, or change them: all of the file, or none.")
    void apply(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "FILE", description = "Policies in YAML or JSON; - for standard input.")
                    String file) {
        ManifestFile policies = ManifestFile.read(file);
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.put(PATH, policies.contentType(), policies.text());
            client.show(answer, out -> table(answer.path("items")).print(out, Terminal.width()));
        }
    }

    @Command(name = "try", description = "What policies would do to what is published; changes nothing.")
    void tryOut(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "FILE", description = "Policies in YAML or JSON; - for standard input.")
                    String file) {
        ManifestFile policies = ManifestFile.read(file);
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.post(PATH + "/try", policies.contentType(), policies.text());
            client.show(answer, out -> printTrial(answer, out));
        }
    }

    @Command(name = "remove", description = "Take a policy away; its versions are kept.")
    void remove(@Mixin ClientOptions client, @Parameters(paramLabel = "POLICY", description = "See list.") String id) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode nothing = marketplace.delete(PATH + "/" + Query.segment(id));
            client.show(nothing, out -> out.println("Taken away."));
        }
    }

    @Command(name = "waivers", description = "The first hundred exceptions from policies.")
    void waivers(@Mixin ClientOptions client) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.get(WAIVERS + "?limit=100");
            client.show(answer, out -> {
                Table table = new Table("POLICY", "SERVICE", "UNTIL", "REASON", "ID");
                answer.path("items")
                        .forEach(waiver -> table.row(
                                waiver.path("policy").asText(),
                                waiver.path("service").asText(),
                                Figures.time(waiver.path("expiresAt")),
                                waiver.path("reason").asText(),
                                waiver.path("id").asText()));
                table.print(out, Terminal.width());
            });
        }
    }

    @Command(name = "waive", description = "Except a service from a policy for some time.")
    void waive(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "POLICY", description = "See list.") String policy,
            @Parameters(paramLabel = "SERVICE", description = "For example acme/chat.") String service,
            @Option(names = "--until", required = true, paramLabel = "TIME", description = "Within a year.")
                    String until,
            @Option(names = "--reason", required = true, description = "What convinced you.") String reason) {
        ObjectNode body = MarketplaceClient.object()
                .put("policy", policy)
                .put("service", service)
                .put("reason", reason)
                .put("expiresAt", until);
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode granted = marketplace.post(WAIVERS, body);
            client.show(
                    granted,
                    out -> out.println("Granted. To end it: marketplace policies unwaive "
                            + granted.path("id").asText()));
        }
    }

    @Command(name = "unwaive", description = "End an exception before its time.")
    void unwaive(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "See waivers.") String id) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode nothing = marketplace.delete(WAIVERS + "/" + Query.segment(id));
            client.show(nothing, out -> out.println("The policy counts again."));
        }
    }

    private static Table table(JsonNode policies) {
        Table table = new Table("POLICY", "VERSION", "ENABLED", "SEVERITY", "TYPE", "REQUIRES");
        for (JsonNode policy : policies) {
            table.row(
                    policy.path("id").asText(),
                    policy.path("version").asText(),
                    policy.path("enabled").asBoolean() ? "yes" : "no",
                    policy.path("severity").asText(),
                    policy.path("type").asText(),
                    policy.path("title").asText());
        }
        return table;
    }

    private static void print(JsonNode version, PrintWriter out) {
        out.println(version.path("id").asText() + " " + version.path("version").asText() + ", "
                + version.path("storedAt").asText() + (version.path("removed").asBoolean() ? ", taken away" : ""));
        version.properties().stream()
                .filter(member ->
                        !member.getKey().equals("id") && !member.getKey().equals("version"))
                .forEach(member -> out.println(
                        "  " + member.getKey() + ": " + member.getValue().asText()));
    }

    private static void printTrial(JsonNode trial, PrintWriter out) {
        for (JsonNode affected : trial.path("affected")) {
            out.println(affected.path("service").asText() + " "
                    + affected.path("version").asText()
                    + (affected.path("suspended").asBoolean() ? ": would be suspended" : ""));
            affected.path("findings")
                    .forEach(
                            finding -> out.println("  " + finding.path("policy").asText() + ": must be "
                                    + finding.path("required").asText() + "; "
                                    + finding.path("found").asText() + "."));
        }
        out.println("Would suspend " + trial.path("suspended").asText() + " of "
                + trial.path("judged").asText() + " published versions.");
    }
}
