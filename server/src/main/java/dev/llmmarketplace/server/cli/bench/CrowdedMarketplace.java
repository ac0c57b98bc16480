package dev.llmmarketplace.server.cli.bench;

import dev.llmmarketplace.server.cli.CommandFailure;
import dev.llmmarketplace.server.cli.ExitCode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A marketplace that has read as many keys and listed services as asked for; one of each is called. */
final class CrowdedMarketplace implements AutoCloseable {
    private static final String SCRIPT = "multiply.sql";

    private final RunningServer marketplace;
    private final Shop shop;
    private final int count;
    private final long kibibytesAtRest;

    private CrowdedMarketplace(RunningServer marketplace, Shop shop, int count) {
        this.marketplace = marketplace;
        this.shop = shop;
        this.count = count;
        this.kibibytesAtRest = Memory.kibibytes(marketplace.ownProcesses());
    }

    /**
     * @param scratch for its data
     * @param provider its address
     * @param count of keys, and of services
     */
    static CrowdedMarketplace start(Path scratch, URI provider, String credential, int count) throws IOException {
        Path data = scratch.resolve("crowded");
        Map<String, String> environment = Map.of("MARKETPLACE_OUTGOING_ALLOW", provider.getAuthority());
        Shop shop;
        try (RunningServer empty = RunningServer.start(data, List.of(), environment);
                MarketplaceClient administrator = MarketplaceClient.anonymous(empty.address())) {
            administrator.login("admin@localhost", empty.firstPassword());
            shop = Shop.open(administrator, provider.resolve("/v1"), credential);
            multiply(scratch, empty, count);
        }
        return new CrowdedMarketplace(RunningServer.start(data, List.of(), environment), shop, count);
    }

    private static void multiply(Path scratch, RunningServer server, int count) throws IOException {
        Path script = Files.writeString(scratch.resolve(SCRIPT), Resources.text(SCRIPT));
        ProcessBuilder builder = new ProcessBuilder(
                        Tool.PSQL.locate().toString(),
                        "--quiet",
                        "--variable=count=" + count,
                        "--variable=service=" + Shop.model(),
                        "--variable=consumer=" + Shop.CONSUMER,
                        "--file=" + script)
                .redirectErrorStream(true);
        builder.environment().putAll(server.libpq());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new CommandFailure(ExitCode.REFUSED, "psql could not multiply what is listed: " + output.strip());
        }
    }

    Way way() {
        return new Way(
                Contender.CROWDED,
                marketplace.address().resolve("/v1/chat/completions"),
                shop.key(),
                Shop.model(),
                Map.of(),
                marketplace::ownProcesses,
                marketplace::databaseProcesses,
                Way.Rest.NONE);
    }

    int count() {
        return count;
    }

    Duration startedIn() {
        return marketplace.startedIn();
    }

    /** Once it was ready, before the first call. */
    long kibibytesAtRest() {
        return kibibytesAtRest;
    }

    @Override
    public void close() {
        marketplace.close();
    }
}
