package dev.llmmarketplace.server.cli;

import dev.llmmarketplace.adapters.onnx.MiniLmEmbedder;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.server.provider.BundledProvider;
import dev.llmmarketplace.server.provider.ProviderSettings;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the bundled provider until it is interrupted. */
@Command(
        name = "provider",
        description = "Run the bundled provider: an OpenAI-compatible upstream for trying out, tests and benchmarks.",
        footer = {
            "",
            "Models: echo-chat (deterministic; obeys lines such as '#tokens 50', '#error 500', '#cut 3'), minilm",
            "(embeddings). Its own count is at /calls and /calls/summary. See docs/guide/bundled-provider.md.",
            "Examples:",
            "  marketplace provider --port 9000",
            "  marketplace provider --port 9000 --api-key secret --log calls.jsonl",
        })
final class ProviderCommand implements Callable<Integer> {
    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(names = "--port", defaultValue = "9000", description = "0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            defaultValue = "${env:MARKETPLACE_PROVIDER_KEY:-}",
            description = "What callers must send (or MARKETPLACE_PROVIDER_KEY); everyone is let in without.")
    private String apiKey;

    @Option(names = "--log", paramLabel = "FILE", description = "Append a line for each call, when it begins and ends.")
    private @Nullable Path log;

    @Option(names = "--threads", paramLabel = "N", description = "Event loops (default: one per processor).")
    private @Nullable Integer threads;

    @Override
    public Integer call() throws InterruptedException {
        int loops = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        ProviderSettings settings =
                new ProviderSettings(host, port, apiKey.isBlank() ? null : new Secret(apiKey), log, loops);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
        try (Interruption interruption = new Interruption();
                MiniLmEmbedder embedder = new MiniLmEmbedder(CacheDirectory.models());
                BundledProvider provider = BundledProvider.start(vertx, settings, embedder)) {
            spec.commandLine().getOut().println("The bundled provider serves at " + provider.address());
            spec.commandLine().getOut().flush();
            interruption.await();
        } finally {
            vertx.close().await();
        }
        return ExitCode.OK;
    }
}
