package dev.llmmarketplace.server;

import dev.llmmarketplace.adapters.onnx.MiniLmEmbedder;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.server.cli.CacheDirectory;
import dev.llmmarketplace.server.cli.CommandFailure;
import dev.llmmarketplace.server.cli.ExitCode;
import dev.llmmarketplace.server.cli.HelpOption;
import dev.llmmarketplace.server.cli.Interruption;
import dev.llmmarketplace.server.cli.Terminal;
import dev.llmmarketplace.server.demo.Administrator;
import dev.llmmarketplace.server.demo.DemoCatalogue;
import dev.llmmarketplace.server.demo.DemoDirectory;
import dev.llmmarketplace.server.demo.Narrator;
import dev.llmmarketplace.server.demo.Story;
import dev.llmmarketplace.server.provider.BundledProvider;
import dev.llmmarketplace.server.provider.ProviderSettings;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code demo}: starts a marketplace and the bundled provider, and lets the story be told on them. */
@Command(
        name = "demo",
        description = "Show the main job on real input: import, publish, find, subscribe, call, and pay for it.",
        footer = {
            "",
            "Afterwards it serves until interrupted, unless --once is given. Exit code 1 when the ledger and the",
            "provider's own count differ.",
            "Examples:",
            "  marketplace demo",
            "  marketplace demo --once --catalogue litellm-prices.json"
        })
final class Demo implements Callable<Integer> {
    private static final int USUAL_PORT = 8080;

    @Spec
    private CommandSpec spec;

    @Mixin
    HelpOption help;

    @Option(names = "--once", description = "End after the demonstration.")
    private boolean once;

    @Option(names = "--data", paramLabel = "DIR", description = "Keep the data there (default: thrown away).")
    private @Nullable Path data;

    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            description = "What to import (default: ../shared/data/catalogue/*.json, else our examples).")
    private @Nullable Path catalogue;

    @Option(names = "--port", description = "Port to serve on (default: 8080, or any free one).")
    private @Nullable Integer port;

    @Override
    public Integer call() throws InterruptedException {
        Narrator narrator = new Narrator(spec.commandLine().getOut(), Terminal.attended());
        Secret providerKey = new Secret(UUID.randomUUID().toString());
        Vertx vertx = Vertx.vertx();
        try (Interruption interruption = new Interruption();
                DemoDirectory directory = DemoDirectory.open(Optional.ofNullable(data));
                MiniLmEmbedder embedder = new MiniLmEmbedder(CacheDirectory.models());
                BundledProvider provider = narrator.step(
                        "Start the bundled provider",
                        () -> BundledProvider.start(vertx, settings(providerKey), embedder))) {
            narrator.detail(provider.address() + ", models echo-chat and minilm");
            try (Marketplace marketplace =
                    narrator.step("Start the marketplace", () -> start(directory, provider, narrator))) {
                narrator.detail(marketplace.address() + ", data in " + directory.path());
                boolean agreed = new Story(narrator, marketplace.address(), provider, providerKey)
                        .tell(administrator(marketplace, directory), chosenCatalogue(directory));
                if (!once) {
                    narrator.line("\nServing until interrupted (Ctrl-C).");
                    interruption.await();
                }
                return agreed ? ExitCode.OK : ExitCode.REFUSED;
            }
        } finally {
            vertx.close().await();
        }
    }

    private static ProviderSettings settings(Secret key) {
        return new ProviderSettings("127.0.0.1", 0, key, null, 1);
    }

    private Marketplace start(DemoDirectory directory, BundledProvider provider, Narrator narrator) {
        return Marketplace.builder()
                .dataDirectory(directory.path())
                .port(port != null ? port : DemoDirectory.freeOr(USUAL_PORT))
                .set("outgoing.allow", "127.0.0.1:" + provider.port())
                .progress(narrator::detail)
                .start();
    }

    private static Administrator administrator(Marketplace marketplace, DemoDirectory directory) {
        return marketplace
                .firstAdministrator()
                .map(first -> directory.keep(new Administrator(first.email(), first.password())))
                .or(directory::kept)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        directory.path() + " was not made by a demonstration, so its administrator's password is not"
                                + " known here. Choose another directory."));
    }

    private Path chosenCatalogue(DemoDirectory directory) {
        Path home = Path.of(System.getProperty("marketplace.home", ""));
        return DemoCatalogue.choose(Optional.ofNullable(catalogue), home, directory.path());
    }
}
