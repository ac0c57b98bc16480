package dev.llmmarketplace.it.kill;

import static dev.llmmarketplace.it.process.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.it.kill.Ledger.Booked;
import dev.llmmarketplace.it.process.RunningMarketplace;
import dev.llmmarketplace.it.process.RunningProvider;
import dev.llmmarketplace.it.trade.Trade;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process dies in the middle of everything, fifty times; afterwards the provider's book and ours say the same: each
 * of its calls stands in ours exactly once, settled with equal usage or interrupted, and nothing else was charged.
 */
final class KillIT {
    private static final int DEATHS = 50;
    private static final int CALLERS = 8;

    @TempDir
    private Path scratch;

    @Test
    void everyCallOfTheProviderIsInTheLedgerOnceThoughTheProcessDiesUnderLoad() throws Exception {
        long seed = new Random().nextLong();
        Path log = scratch.resolve("provider.log");
        try (RunningProvider provider = RunningProvider.startWithLog(log);
                RunningMarketplace marketplace =
                        RunningMarketplace.on(scratch.resolve("data"), Trade.allowing(provider))) {
            Trade trade = Trade.open(marketplace, provider);
            trade.consumer().budget("1000.00");
            try (MixedLoad load = new MixedLoad(marketplace.address(), trade)) {
                load.start(trade.key().secret(), CALLERS, seed);
                ScarceBudget scarce = ScarceBudget.of(trade);
                load.start(scarce.key(), CALLERS / 2, seed + CALLERS);
                Reaper reaper = new Reaper(marketplace, load, new Random(seed));
                for (int death = 1; death <= DEATHS; death++) {
                    reaper.strike();
                    scarce.assertNotOverspent(marketplace.data(), "seed " + seed + ", death " + death);
                    scarce.raise();
                }
                reaper.awaitLife();
            }
            await("the provider has ended all calls")
                    .until(() -> ProviderBook.read(log).isQuiet());
            try (Ledger ledger = Ledger.in(marketplace.data())) {
                await("the ledger has what the provider served")
                        .until(() -> ledger.calls()
                                .keySet()
                                .containsAll(ProviderBook.read(log).calls().keySet()));
                Books books = new Books(ProviderBook.read(log), ledger, "seed " + seed);
                books.assertAgreement();
                assertThat(books.booked()).as("deaths were noticed").anyMatch(Booked::isInterrupted);
            }
        }
    }
}
