package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.client.CredentialFile;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an API key and shows its secret, the only time. */
@Command(
        name = "create",
        description = "Make a key. Its secret is shown once.",
        footer = {
            "",
            "Examples:",
            "  marketplace keys create laptop --save",
            "  marketplace keys create trial --budget 5.00 --requests-per-minute 60 --allow-from 10.0.0.0/8",
            "  marketplace keys create ci --expires-in-days 90 --service acme/support-chat --route chat.completions",
        })
final class KeyCreateCommand implements Runnable {
    @Mixin
    private ClientOptions client;

    @Parameters(paramLabel = "NAME", description = "What you call the key.")
    private String name;

    @Option(names = "--expires-in-days", paramLabel = "DAYS", description = "Never when absent.")
    private @Nullable Integer expiresInDays;

    @Option(names = "--service", paramLabel = "PROVIDER/SERVICE", description = "It may call only these.")
    private @Nullable List<String> services;

    @Option(names = "--route", description = "It may use only these: chat.completions, embeddings, models.")
    private @Nullable List<String> routes;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "It may name only these: acme/chat, acme/chat@1.2.0 or acme/*.")
    private @Nullable List<String> models;

    @Option(
            names = "--allow-from",
            paramLabel = "CIDR",
            description = "It may be used only from these addresses, for example 10.0.0.0/8.")
    private @Nullable List<String> addresses;

    @Option(names = "--project", paramLabel = "ID", description = "Whose limits hold for it too, see 'projects list'.")
    private @Nullable String project;

    @Mixin
    private KeyLimitOptions limits;

    @Option(names = "--save", description = "Keep it with the sign-in, for 'marketplace call'.")
    private boolean save;

    @Override
    public void run() {
        ObjectNode body = MarketplaceClient.object().put("name", name);
        if (expiresInDays != null) {
            body.put("expiresInDays", expiresInDays);
        }
        if (project != null) {
            body.put("projectId", project);
        }
        put(body, "services", services);
        put(body, "routes", routes);
        put(body, "models", models);
        put(body, "allowedAddresses", addresses);
        if (limits.given()) {
            limits.write(body.putObject("limits"));
        }
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode made = marketplace.post("/api/v1/keys", body);
            String secret = made.path("key").asText();
            if (save) {
                CredentialFile file = client.credentialFile();
                file.store(client.server(), file.load(client.server()).withKey(secret));
            }
            client.show(made, out -> {
                out.println(secret);
                client.err()
                        .println(
                                save
                                        ? "Kept for 'marketplace call'. It is not shown again."
                                        : "Keep it now: it is not shown again.");
                client.err().flush();
            });
        }
    }

    private static void put(ObjectNode body, String name, @Nullable List<String> texts) {
        if (texts != null) {
            texts.forEach(body.putArray(name)::add);
        }
    }
}
