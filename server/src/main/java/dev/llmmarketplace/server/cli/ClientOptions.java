package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.client.CredentialFile;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import dev.llmmarketplace.server.cli.client.Session;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What every command takes that speaks to a server. */
final class ClientOptions {
    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Mixin
    HelpOption help;

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:MARKETPLACE_SERVER:-http://127.0.0.1:8080}",
            description = "The marketplace to speak to (or MARKETPLACE_SERVER; default: ${DEFAULT-VALUE}).")
    private URI server;

    @Option(
            names = "--token",
            paramLabel = "JWT",
            defaultValue = "${env:MARKETPLACE_TOKEN:-}",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            description = "Access token, instead of the kept sign-in (or MARKETPLACE_TOKEN).")
    private String token;

    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            description = "Where sign-ins are kept (default: ~/.config/llm-marketplace/credentials.json).")
    private @Nullable Path credentials;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table for people, json for programs (default: table).")
    private OutputFormat output;

    MarketplaceClient connect() {
        if (!token.isBlank()) {
            return new MarketplaceClient(server, Session.ofToken(token), session -> {});
        }
        CredentialFile file = credentialFile();
        return new MarketplaceClient(server, file.load(server), session -> file.store(server, session));
    }

    CredentialFile credentialFile() {
        return new CredentialFile(credentials == null ? CredentialFile.usual() : credentials);
    }

    URI server() {
        return server;
    }

    PrintWriter out() {
        return command.commandLine().getOut();
    }

    PrintWriter err() {
        return command.commandLine().getErr();
    }

    boolean json() {
        return output == OutputFormat.JSON;
    }

    /** Prints the answer as it came, or whatever {@code forPeople} makes of it. */
    void show(JsonNode answer, Consumer<PrintWriter> forPeople) {
        if (json()) {
            out().println(answer.toPrettyString());
        } else {
            forPeople.accept(out());
        }
        out().flush();
    }
}
