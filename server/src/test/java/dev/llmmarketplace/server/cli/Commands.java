package dev.llmmarketplace.server.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs commands as {@code main} would, and catches what they print. */
final class Commands {
    private final URI server;
    private final Path credentials;

    Commands(URI server, Path directory) {
        this.server = server;
        this.credentials = directory.resolve("credentials.json");
    }

    record Result(int exitCode, String out, String err) {}

    /** Adds the server and the file of sign-ins to the arguments. */
    Result run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--server", server.toString(), "--credentials", credentials.toString()));
        return bare(all.toArray(String[]::new));
    }

    static Result bare(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = CommandLines.of(new Root());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exitCode = line.execute(arguments);
        return new Result(exitCode, out.toString(), err.toString());
    }

    Path credentials() {
        return credentials;
    }

    @Command(name = "marketplace")
    static final class Root implements Runnable {
        @Override
        public void run() {
            // only its subcommands are of interest
        }
    }
}
