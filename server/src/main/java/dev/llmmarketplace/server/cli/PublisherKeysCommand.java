package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes, registers, shows and revokes the keys that providers sign their versions with. */
@Command(
        name = "publisher-keys",
        description = "The keys that versions are signed with: make, register, list, revoke.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  marketplace publisher-keys generate release-key.pem",
            "  marketplace publisher-keys register release-key.pem --name 'Release key 2026'",
            "  marketplace publisher-keys list acme",
        })
final class PublisherKeysCommand {
    private static final String PATH = "/api/v1/publisher-keys";

    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Command(name = "generate", description = "Make a key, in a new file that only you can read. Asks no server.")
    void generate(
            @Mixin HelpOption subcommandHelp,
            @Parameters(paramLabel = "FILE", description = "Keep it secret.") Path file) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(SigningKey.generate(file).known().fingerprint());
        out.flush();
    }

    @Command(name = "register", description = "Have what is signed with a key accepted as your organisation's.")
    void register(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "KEYFILE", description = "Only its public part is sent.") Path file,
            @Option(names = "--name", required = true, description = "For people.") String name) {
        ObjectNode body = MarketplaceClient.object()
                .put("publicKey", SigningKey.read(file).known().encoded())
                .put("name", name);
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode key = marketplace.post(PATH, body);
            client.show(
                    key,
                    out -> out.println("Registered " + key.path("fingerprint").asText() + "."));
        }
    }

    @Command(name = "list", description = "A provider's keys, newest first.")
    void list(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "PROVIDER", description = "Slug of the organisation.") String provider) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer =
                    marketplace.get(new Query(PATH).with("provider", provider).toString());
            client.show(answer, out -> {
                Table table = new Table("FINGERPRINT", "NAME", "REGISTERED", "REVOKED");
                answer.path("items")
                        .forEach(key -> table.row(
                                key.path("fingerprint").asText(),
                                key.path("name").asText(),
                                Figures.time(key.path("registeredAt")),
                                key.has("revokedAt") ? Figures.time(key.path("revokedAt")) : ""));
                table.print(out, Terminal.width());
            });
        }
    }

    @Command(name = "revoke", description = "Have nothing more accepted that is signed with a key. For good.")
    void revoke(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "FINGERPRINT", description = "See list.") String fingerprint) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode nothing = marketplace.delete(PATH + "/" + Query.segment(fingerprint));
            client.show(nothing, out -> out.println("Revoked."));
        }
    }
}
