package dev.llmmarketplace.server.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.OutputFormat;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What all measurements say, and where: the result on the standard output, progress beside it. */
public final class BenchOutput {
    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table for people, json for programs (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    public void result(Supplier<ObjectNode> json, Supplier<String> table) {
        PrintWriter out = command.commandLine().getOut();
        out.println(format == OutputFormat.JSON ? json.get().toPrettyString() : table.get());
        out.flush();
    }

    public void progress(String message) {
        PrintWriter err = command.commandLine().getErr();
        err.println(message);
        err.flush();
    }
}
