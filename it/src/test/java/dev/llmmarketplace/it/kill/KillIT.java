package dev.llmmarketplace.it.kill;

import static dev.llmmarketplace.it.process.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.it.kill.Ledger.Booked;
import dev.llmmarketplace.it.kill.ProviderBook.Served;
import dev.llmmarketplace.it.process.RunningMarketplace;
import dev.llmmarketplace.it.process.RunningProvider;
import dev.llmmarketplace.it.trade.Consumer;
import dev.llmmarketplace.it.trade.Trade;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process dies in the middle of everything, again and again; afterwards the provider's book and ours say the same:
 * each of its calls stands in ours exactly once, settled with equal usage or interrupted, and nothing else was charged.
 */
final class KillIT {
    private static final int DEATHS = 4;
    private static final int CALLERS = 8;
    /** Some eighty calls' worth: spent to the last during the test. */
    private static final String SCARCE = "0.01";

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
                load.start(scarceKey(trade), CALLERS / 2, seed + CALLERS);
                dieAgainAndAgain(marketplace, load, new Random(seed));
            }
            await("the provider has ended all calls")
                    .until(() -> ProviderBook.read(log).isQuiet());
            try (Ledger ledger = new Ledger(marketplace.data())) {
                await("the ledger has what the provider served")
                        .until(() -> ledger.calls()
                                .keySet()
                                .containsAll(ProviderBook.read(log).calls().keySet()));
                assertThatBooksAgree(ProviderBook.read(log), ledger, "seed " + seed);
            }
        }
    }

    private static String scarceKey(Trade trade) {
        Consumer poor = trade.administrator().consumer("hand-to-mouth");
        poor.subscribe(trade.chat(), trade.administrator().generousPlan());
        poor.subscribe(trade.embeddings(), trade.administrator().generousPlan());
        poor.budget(SCARCE);
        return poor.key("scarce").secret();
    }

    private static void dieAgainAndAgain(RunningMarketplace marketplace, MixedLoad load, Random random) {
        for (int death = 0; death < DEATHS; death++) {
            long enough = load.answers() + 100 + random.nextInt(200);
            await("the load goes on")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> load.answers() >= enough);
            if (death % 2 == 0) {
                marketplace.kill();
            } else {
                marketplace.killWithDatabase();
            }
            marketplace.restart();
        }
        long afterTheLastDeath = load.answers() + 100;
        await("the load goes on").until(() -> load.answers() >= afterTheLastDeath);
    }

    private static void assertThatBooksAgree(ProviderBook provider, Ledger ledger, String seed) throws Exception {
        Map<String, Booked> booked = ledger.calls();
        assertThat(provider.served())
                .as(seed)
                .isNotEmpty()
                .allSatisfy(served -> assertAgreement(served, inTheLedger(booked, served)));
        assertThat(booked.values())
                .as("what the provider does not know, %s", seed)
                .filteredOn(call -> !provider.calls().containsKey(call.call()))
                .allSatisfy(call -> assertThat(call.costNanos()).isZero());
        assertThat(booked.values()).as("deaths were noticed, %s", seed).anyMatch(Booked::isInterrupted);
        assertThat(ledger.unbalanced())
                .as("transactions that do not balance, %s", seed)
                .isEmpty();
        assertThat(ledger.miscounted())
                .as("allowances that lost count, %s", seed)
                .isEmpty();
        assertThat(ledger.overspent()).as("budgets overspent, %s", seed).isEmpty();
    }

    private static Booked inTheLedger(Map<String, Booked> booked, Served served) {
        return Objects.requireNonNull(booked.get(served.call()), () -> "not in the ledger: " + served);
    }

    private static void assertAgreement(Served served, Booked booked) {
        int most = Kind.in(served.requestId()) == Kind.ERROR ? 3 : 1;
        assertThat(served.times()).as("sent as often as is safe: %s", served).isBetween(1, most);
        assertThat(booked.requestId()).isEqualTo(served.requestId());
        if (booked.isInterrupted()) {
            assertThat(booked.costNanos())
                    .as("interrupted calls are free: %s", booked)
                    .isZero();
            return;
        }
        if (booked.outcome().equals("cut_off")) {
            assertNoMoreThanWasSent(served, booked); // the scarce budget ran out in the middle of a stream
            return;
        }
        Kind kind = Kind.in(served.requestId());
        switch (kind) {
            case UNARY, STREAM, RESPONSE, MESSAGE, TRANSLATED, EMBEDDING -> assertEqualUsage(served, booked);
            case ERROR ->
                assertThat(booked).returns("upstream_error", Booked::outcome).returns(0L, Booked::costNanos);
            case CUT -> assertThat(booked.outcome()).isEqualTo("upstream_failed");
            case NO_USAGE -> assertThat(booked.flags()).as("%s", booked).contains("estimated");
            case ABSURD_USAGE -> assertThat(booked.flags()).as("%s", booked).contains("absurd_usage");
            case HANG_UP, IMPATIENT -> assertNoMoreThanWasSent(served, booked);
        }
    }

    /** Our own count of what was delivered: a token for each four characters, where the provider's tokens have eight. */
    private static void assertNoMoreThanWasSent(Served served, Booked booked) {
        assertThat(booked.answerTokens()).as("%s of %s", booked, served).isLessThanOrEqualTo(2 * served.answerTokens());
    }

    private static void assertEqualUsage(Served served, Booked booked) {
        assertThat(booked)
                .as("%s", served)
                .returns("completed", Booked::outcome)
                .returns(served.promptTokens(), Booked::promptTokens)
                .returns(served.answerTokens(), Booked::answerTokens);
    }
}
