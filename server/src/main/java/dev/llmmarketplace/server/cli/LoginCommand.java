package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Signs in and keeps the sign-in for the commands to come. */
@Command(
        name = "login",
        description = "Sign in; the sign-in is kept for the commands to come.",
        footer = {
            "",
            "The password is asked for, or read from MARKETPLACE_PASSWORD or standard input.",
            "Examples:",
            "  marketplace login admin@localhost",
            "  pass show marketplace | marketplace login ada@example.com --password-stdin",
        })
final class LoginCommand implements Runnable {
    @Mixin
    private ClientOptions client;

    @picocli.CommandLine.Parameters(paramLabel = "EMAIL", description = "Who signs in.")
    private String email;

    @Option(names = "--password-stdin", description = "Read the password from standard input.")
    private boolean passwordStdin;

    @Override
    public void run() {
        String password = Passwords.ask(passwordStdin, "Password for " + email + ": ");
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.login(email, password);
            client.show(
                    answer.path("user"),
                    out -> out.println("Signed in at " + client.server() + " as " + email + ", kept in "
                            + client.credentialFile().path()));
        }
    }
}
