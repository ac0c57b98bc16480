package dev.llmmarketplace.server.cli.bench;

import dev.llmmarketplace.server.cli.ExitCode;
import dev.llmmarketplace.server.cli.HelpOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what the gateway costs, beside the upstream alone and nginx before it. */
@Command(
        name = "gateway",
        description = "Measure the gateway beside its upstream and beside nginx, in one run on this machine.",
        footer = {
            "",
            "The contenders take turns, so that noise hits all of them. The gateway has everything on: key, rate,",
            "token quota, money budget, reservation, journal, ledger. Needs wrk and nginx."
        })
final class BenchGatewayCommand implements Callable<Integer> {
    @Mixin
    HelpOption help;

    @Mixin
    private BenchOutput output;

    @Option(
            names = "--seconds",
            defaultValue = "5",
            description = "Of each contender in each round (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--rounds", defaultValue = "3", description = "Of each kind of load (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--connections", defaultValue = "64", description = "At once (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "40",
            description = {
                "At most, of each kind of load before it counts (default: ${DEFAULT-VALUE}). It ends as soon as the gateway's",
                "compilers have little left to do."
            })
    private int warmUp;

    @Option(
            names = "--tokens",
            defaultValue = "32",
            description = "Of each answer, one chunk of a stream each (default: ${DEFAULT-VALUE}).")
    private int tokens;

    @Option(
            names = "--streams",
            defaultValue = "10000",
            description = {
                "Open at once in the end (default: ${DEFAULT-VALUE}). The gateway needs two open files for each, or one",
                "where that is more than a process may open; callers then come by HTTP/2."
            })
    private int openStreams;

    @Option(
            names = "--crowd",
            paramLabel = "COUNT",
            defaultValue = "0",
            description = "Keys, and services, of a second marketplace beside the first (default: none). Needs psql.")
    private int crowd;

    @Option(
            names = "--no-peers",
            negatable = true,
            description = {
                "Leave out the other gateways. Without it they are installed once, from the registries of npm and PyPI,",
                "into ~/.cache/llm-marketplace/peers."
            })
    private boolean peers = true;

    @Override
    public Integer call() throws IOException {
        try (Scratch scratch = new Scratch()) {
            GatewayReport report = measure(scratch.directory());
            output.result(report::toJson, () -> GatewayTable.of(report));
            return ExitCode.OK;
        }
    }

    private GatewayReport measure(Path scratch) throws IOException {
        LoadGenerator generator = new LoadGenerator(scratch);
        int workers = Runtime.getRuntime().availableProcessors();
        Tool.NGINX.locate();
        output.progress("Starting the provider, nginx and the marketplace");
        try (Scene scene = new Scene(scratch, workers);
                Peers others = peers ? scene.peers(workers, output::progress) : Peers.none();
                @Nullable CrowdedMarketplace crowded = crowd == 0 ? null : crowded(scene)) {
            Race unaries = new Race(generator, scene.ways(others, crowded), tokens, output::progress);
            Race streams = new Race(generator, scene.ways(), tokens, output::progress);
            long warmedUp = new WarmUp(streams, connections, warmUp).run(Shape.STREAM)
                    + new WarmUp(unaries, connections, warmUp).run(Shape.UNARY);
            Comparison unary = unaries.run(new Race.Plan("unary", Shape.UNARY, connections, rounds, seconds));
            Comparison stream = streams.run(new Race.Plan("stream", Shape.STREAM, connections, rounds, seconds));
            Comparison single = unaries.run(new Race.Plan("unary", Shape.UNARY, 1, rounds, seconds));
            output.progress("Time to the first token");
            FirstTokens firstTokens = FirstTokens.measure(scene.ways(), tokens, rounds);
            output.progress(openStreams + " streams at once");
            OpenStreams.Result open =
                    OpenStreams.measure(scene.way(Contender.GATEWAY), scene.way(Contender.UPSTREAM), openStreams);
            long sent = warmedUp + sent(unary) + sent(stream) + sent(single) + firstTokens.streams() + openStreams;
            output.progress("Waiting for the ledger");
            long ledgered = scene.ledgered(sent);
            return new GatewayReport(
                    Machine.here(),
                    settings(workers),
                    unary,
                    stream,
                    single,
                    firstTokens,
                    open,
                    others,
                    crowded,
                    ledgered,
                    sent);
        }
    }

    private CrowdedMarketplace crowded(Scene scene) throws IOException {
        output.progress("Starting a marketplace with " + crowd + " keys and services");
        return scene.crowded(crowd);
    }

    private static long sent(Comparison comparison) {
        return comparison.requests(Contender.GATEWAY);
    }

    private Map<String, Object> settings(int workers) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("seconds", seconds);
        settings.put("rounds", rounds);
        settings.put("warm_up_seconds", warmUp);
        settings.put("answer_tokens", tokens);
        settings.put("load", "wrk, 1 thread, closed loop");
        settings.put("nginx", "proxy_pass, " + workers + " workers, keep-alive upstream, no access log, no buffering");
        settings.put("gateway", "key, rate, token quota, money budget, reservation, journal, ledger in PostgreSQL");
        return settings;
    }
}
