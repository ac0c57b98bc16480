package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs up an organisation of consumers with its first user. */
@Command(
        name = "register",
        description = "Sign up as a consumer: a user and an organisation. You are signed in afterwards.",
        footer = {"", "Example:", "  marketplace register ada@example.com --organisation example --name 'Ada Example'"})
final class RegisterCommand implements Runnable {
    @Mixin
    private ClientOptions client;

    @Parameters(paramLabel = "EMAIL", description = "Your address; you sign in with it.")
    private String email;

    @Option(names = "--organisation", paramLabel = "SLUG", required = true, description = "Slug of the organisation.")
    private String organisation;

    @Option(names = "--organisation-name", paramLabel = "NAME", description = "Its name (default: the slug).")
    private @Nullable String organisationName;

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "Your full name.")
    private String name;

    @Option(names = "--password-stdin", description = "Read the password from standard input.")
    private boolean passwordStdin;

    @Override
    public void run() {
        String password = Passwords.ask(passwordStdin, "New password (12 characters or more): ");
        ObjectNode body = MarketplaceClient.object()
                .put("email", email)
                .put("password", password)
                .put("fullName", name);
        body.putObject("organisation")
                .put("slug", organisation)
                .put("name", organisationName == null ? organisation : organisationName);
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.post("/api/v1/auth/register", body);
            marketplace.adopt(email, answer.path("tokens"));
            client.show(answer.path("user"), out -> {
                out.println("Signed up and signed in as " + email + " of " + organisation + ".");
                out.println("Next: marketplace search --callable, marketplace subscribe PROVIDER/SERVICE");
            });
        }
    }
}
