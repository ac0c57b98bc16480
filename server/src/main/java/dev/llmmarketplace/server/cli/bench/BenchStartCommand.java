package dev.llmmarketplace.server.cli.bench;

import dev.llmmarketplace.server.cli.ExitCode;
import dev.llmmarketplace.server.cli.HelpOption;
import dev.llmmarketplace.server.cli.OutputFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how long a start takes on a data directory that exists, and what everything together rests in. */
@Command(
        name = "start",
        description = "Measure the time from the start of the process to ready, and the memory at rest.",
        footer = {
            "",
            "Starts and stops the marketplace on the given data directory, or on a fresh one that has been started once.",
            "Where the JVM has an AOT cache, starts with and without it take turns."
        })
final class BenchStartCommand implements Callable<Integer> {
    private static final String CACHE_FLAG = "-XX:AOTCache=";

    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec command;

    @Option(names = "--data", paramLabel = "DIRECTORY", description = "That nobody serves now (default: a fresh one).")
    private @Nullable Path data;

    @Option(names = "--repeat", defaultValue = "5", description = "Starts of each kind (default: ${DEFAULT-VALUE}).")
    private int repeat;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table for people, json for programs (default: ${DEFAULT-VALUE}).")
    private OutputFormat output;

    @Override
    public Integer call() throws IOException {
        try (Scratch scratch = new Scratch()) {
            StartReport report = measure(data == null ? startedOnce(scratch.directory()) : data);
            PrintWriter out = command.commandLine().getOut();
            out.println(output == OutputFormat.JSON ? report.toJson().toPrettyString() : report.toTable());
            out.flush();
            return ExitCode.OK;
        }
    }

    private static Path startedOnce(Path directory) throws IOException {
        Path fresh = directory.resolve("data");
        RunningServer.start(fresh, List.of(), Map.of()).close();
        return fresh;
    }

    private StartReport measure(Path directory) throws IOException {
        List<String> cache = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith(CACHE_FLAG))
                .toList();
        List<Start> plain = new ArrayList<>();
        List<Start> cached = new ArrayList<>();
        for (int round = 1; round <= repeat; round++) {
            progress("start " + round + " of " + repeat);
            plain.add(start(directory, List.of()));
            if (!cache.isEmpty()) {
                cached.add(start(directory, cache));
            }
        }
        return new StartReport(Machine.here(), plain, cached);
    }

    private static Start start(Path directory, List<String> flags) throws IOException {
        try (RunningServer server = RunningServer.start(directory, flags, Map.of())) {
            return Start.of(server);
        }
    }

    private void progress(String message) {
        PrintWriter err = command.commandLine().getErr();
        err.println(message);
        err.flush();
    }
}
