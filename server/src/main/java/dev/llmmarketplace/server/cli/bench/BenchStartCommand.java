package dev.llmmarketplace.server.cli.bench;

import dev.llmmarketplace.server.cli.ExitCode;
import dev.llmmarketplace.server.cli.HelpOption;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how long a start takes on a data directory that exists, and what everything together rests in. */
@Command(
        name = "start",
        description = "Measure the time from the start of the process to ready, and the memory at rest.",
        footer = {
            "",
            "Starts and stops the marketplace on the given data directory, or on a fresh one that has been started once.",
            "The gateway role starts beside it, on the same database. Where the JVM has an AOT cache, starts with and",
            "without it take turns."
        })
final class BenchStartCommand implements Callable<Integer> {
    private static final String CACHE_FLAG = "-XX:AOTCache=";

    @Mixin
    HelpOption help;

    @Mixin
    private BenchOutput output;

    @Option(names = "--data", paramLabel = "DIRECTORY", description = "That nobody serves now (default: a fresh one).")
    private @Nullable Path data;

    @Option(names = "--repeat", defaultValue = "5", description = "Starts of each kind (default: ${DEFAULT-VALUE}).")
    private int repeat;

    @Override
    public Integer call() throws IOException {
        try (Scratch scratch = new Scratch()) {
            StartReport report = measure(
                    data == null ? startedOnce(scratch.directory()) : data,
                    scratch.directory().resolve("gateway"));
            output.result(report::toJson, report::toTable);
            return ExitCode.OK;
        }
    }

    private static Path startedOnce(Path directory) throws IOException {
        Path fresh = directory.resolve("data");
        RunningServer.start(fresh, List.of(), Map.of()).close();
        return fresh;
    }

    private StartReport measure(Path directory, Path gateway) throws IOException {
        List<String> cache = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith(CACHE_FLAG))
                .toList();
        Map<StartKind, List<Start>> starts = new EnumMap<>(StartKind.class);
        for (int round = 1; round <= repeat; round++) {
            output.progress("start " + round + " of " + repeat);
            add(starts, StartKind.ALL, directory, List.of(), Map.of());
            if (!cache.isEmpty()) {
                add(starts, StartKind.ALL_CACHED, directory, cache, Map.of());
            }
        }
        try (RunningServer everything = RunningServer.start(directory, cache, Map.of())) {
            Map<String, String> beside = everything.sharing();
            RunningServer.start(gateway, cache, beside).close();
            for (int round = 1; round <= repeat; round++) {
                output.progress("start of the gateway role " + round + " of " + repeat);
                add(starts, StartKind.GATEWAY, gateway, List.of(), beside);
                if (!cache.isEmpty()) {
                    add(starts, StartKind.GATEWAY_CACHED, gateway, cache, beside);
                }
            }
        }
        return new StartReport(Machine.here(), starts);
    }

    private static void add(
            Map<StartKind, List<Start>> starts,
            StartKind kind,
            Path directory,
            List<String> flags,
            Map<String, String> environment)
            throws IOException {
        try (RunningServer server = RunningServer.start(directory, flags, environment)) {
            starts.computeIfAbsent(kind, _ -> new ArrayList<>()).add(Start.of(server));
        }
    }
}
