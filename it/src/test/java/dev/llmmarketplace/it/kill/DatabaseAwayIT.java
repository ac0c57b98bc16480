package dev.llmmarketplace.it.kill;

import static dev.llmmarketplace.it.process.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.it.process.DebianPostgres;
import dev.llmmarketplace.it.process.RunningMarketplace;
import dev.llmmarketplace.it.process.RunningProvider;
import dev.llmmarketplace.it.trade.Rest;
import dev.llmmarketplace.it.trade.Trade;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is away for a minute in the middle of everything: calls go on, and all of them are in the books later. */
final class DatabaseAwayIT {
    private static final Duration AWAY = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int CALLERS = 4;
    private static final int WARM = 1_000;

    private static Path log;
    private static DebianPostgres postgres;
    private static RunningProvider provider;
    private static RunningMarketplace marketplace;
    private static Trade trade;
    private static ScarceBudget scarce;

    @BeforeAll
    static void open(@TempDir Path scratch) throws Exception {
        log = scratch.resolve("provider.log");
        postgres = DebianPostgres.start();
        provider = RunningProvider.startWithLog(log);
        Map<String, String> settings = new HashMap<>(Trade.allowing(provider));
        settings.putAll(postgres.environment());
        marketplace = RunningMarketplace.on(scratch.resolve("data"), settings);
        trade = Trade.open(marketplace, provider);
        trade.consumer().budget("1000.00");
        scarce = ScarceBudget.of(trade);
    }

    @AfterAll
    static void close() throws Exception {
        marketplace.close();
        provider.close();
        postgres.close();
    }

    @Test
    void callsGoOnWhileItIsStopped() throws Exception {
        callWhileAway(postgres::stop, postgres::resume);
    }

    @Test
    void callsGoOnWhileItHangs() throws Exception {
        callWhileAway(postgres::freeze, postgres::thaw);
    }

    private static void callWhileAway(Runnable leave, Runnable comeBack) throws Exception {
        long seed = new Random().nextLong();
        scarce.raise();
        try (MixedLoad load = new MixedLoad(marketplace.address(), trade)) {
            load.start(trade.key().secret(), CALLERS, seed);
            load.start(scarce.key(), 1, seed + CALLERS);
            await("the load is going").until(() -> load.served(trade.key().secret()) > WARM);
            leave.run();
            try {
                assertThatCallsGoOn(load);
            } finally {
                comeBack.run();
            }
            assertThat(load.refused(trade.key().secret(), "invalid_api_key"))
                    .as("our fault")
                    .isZero();
            assertThat(load.refused(trade.key().secret(), "unavailable"))
                    .as("refused although there was plenty")
                    .isZero();
        }
        await("the provider has ended all calls")
                .until(() -> ProviderBook.read(log).isQuiet());
        try (Ledger ledger = new Ledger(postgres.connect())) {
            await("the ledger has what the provider served")
                    .until(() -> ledger.calls()
                            .keySet()
                            .containsAll(ProviderBook.read(log).calls().keySet()));
            new Books(ProviderBook.read(log), ledger, "seed " + seed).assertAgreement();
        }
        await("the health recovers")
                .until(() -> health().body().path("status").asText().equals("ready"));
    }

    private static void assertThatCallsGoOn(MixedLoad load) {
        long back = System.nanoTime() + AWAY.toNanos();
        await("the health says so")
                .until(() -> health().body().path("status").asText().equals("degraded"));
        assertThat(trade.consumer().rest().get("/api/v1/usage").status())
                .as("management, whose fault it is not")
                .isEqualTo(503);
        while (System.nanoTime() - back < 0) {
            long served = load.served(trade.key().secret());
            LockSupport.parkNanos(LOOK.toNanos());
            await("calls go on").until(() -> load.served(trade.key().secret()) > served);
            assertThat(health().status()).as("readiness").isEqualTo(200);
        }
    }

    private static Rest.Answer health() {
        return Rest.at(marketplace.address()).get("/health/ready");
    }
}
