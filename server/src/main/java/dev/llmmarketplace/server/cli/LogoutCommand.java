package dev.llmmarketplace.server.cli;

import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import dev.llmmarketplace.server.cli.client.ProblemAnswer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends the user's sessions and forgets the kept sign-in. */
@Command(name = "logout", description = "End your sessions and forget the kept sign-in.")
final class LogoutCommand implements Runnable {
    @Mixin
    private ClientOptions client;

    @Override
    public void run() {
        try (MarketplaceClient marketplace = client.connect()) {
            marketplace.post("/api/v1/auth/logout", "application/json", "");
        } catch (ProblemAnswer alreadyOver) {
            // what is left to do is the same
        }
        boolean kept = client.credentialFile().remove(client.server());
        client.out().println(kept ? "Signed out of " + client.server() + "." : "Nobody was signed in.");
        client.out().flush();
    }
}
