package dev.llmmarketplace.adapters.contract;

import static dev.llmmarketplace.adapters.contract.Examples.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Traffic;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.metering.UsageSink;
import dev.llmmarketplace.core.metering.UsageStore;
import dev.llmmarketplace.core.metering.UsageStore.Filter;
import dev.llmmarketplace.core.metering.UsageStore.Summary;
import dev.llmmarketplace.core.quota.Account;
import dev.llmmarketplace.core.quota.Budget;
import dev.llmmarketplace.core.quota.QuotaStore.AccountState;
import dev.llmmarketplace.core.quota.Subscription;
import dev.llmmarketplace.core.receipt.ReceiptVerifier;
import dev.llmmarketplace.core.receipt.SealedBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link UsageSink} books, and what the {@link UsageStore} beside it then answers. */
public abstract class UsageContract {
    private final Instant now = now();
    private final String journal = Examples.name("journal");

    /** Stores in which other tests may have written. */
    protected abstract Stores stores();

    @Test
    void aRecordIsFoundAsItWasShipped() {
        UsageRecord record = calls(1000).elaborateCall();

        sink().ship(journal, 0, 1, List.of(record));

        assertThat(store().find(record.call())).contains(record);
        assertThat(store().find(CallId.next())).isEmpty();
    }

    @Test
    void aCallWithoutReportedUsageStaysWithoutIt() {
        UsageRecord whole = calls(1000).elaborateCall();
        UsageRecord record = new UsageRecord(
                whole.call(),
                whole.requestId(),
                whole.parties(),
                whole.priceVersion(),
                whole.route(),
                whole.streamed(),
                whole.startedAt(),
                0,
                0,
                0,
                0,
                Traffic.NONE,
                Outcome.INTERRUPTED,
                null,
                Usage.NONE,
                Money.zero("USD"),
                whole.flags());

        sink().ship(journal, 0, 1, List.of(record));

        assertThat(store().find(record.call())).contains(record);
    }

    @Test
    void whatIsSpentIsNoLongerLeased() {
        Subscription subscription = trade().subscription(1000);
        stores().quota().storeBudget(new Budget(subscription.consumer(), new Money(5000, "USD")));
        Account tokens = Account.tokens(subscription.id(), now);
        Account money = Account.money(subscription.consumer(), now);
        stores().allowance().lease(journal, tokens, 500);
        stores().allowance().lease(journal, money, 3000);
        Calls calls = Calls.of(trade(), subscription, now);

        sink().ship(journal, 0, 1, List.of(calls.call(100, 700), calls.call(50, 300)));

        assertThat(stores().quota().accounts(subscription.consumer(), now))
                .containsExactly(
                        new AccountState(money, 5000, 1000, 2000, "USD"), new AccountState(tokens, 1000, 150, 350, ""));
    }

    @Test
    void spendingBeyondTheLeaseCountsAndLeavesOthersLeasesAlone() {
        Subscription subscription = trade().subscription(1000);
        Account tokens = Account.tokens(subscription.id(), now);
        stores().allowance().lease(journal, tokens, 100);
        stores().allowance().lease("another", tokens, 200);

        sink().ship(journal, 0, 1, List.of(Calls.of(trade(), subscription, now).call(450, 1)));

        assertThat(stores().quota().accounts(subscription.consumer(), now))
                .containsExactly(new AccountState(tokens, 1000, 450, 200, ""));
        assertThat(stores().allowance().lease(journal, tokens, 1000).units()).isEqualTo(350);
    }

    @Test
    void aBudgetSetInTheMiddleOfAMonthCountsWhatWasSpentBefore() {
        Subscription subscription = trade().subscription(0);
        sink().ship(journal, 0, 1, List.of(Calls.of(trade(), subscription, now).call(10, 700)));

        stores().quota().storeBudget(new Budget(subscription.consumer(), new Money(1000, "USD")));

        Account money = Account.money(subscription.consumer(), now);
        assertThat(stores().allowance().lease(journal, money, 1000).units()).isEqualTo(300);
    }

    @Test
    void aCallIsBookedInTheMonthInWhichItBegan() {
        Subscription subscription = trade().subscription(1000);
        Calls calls = Calls.of(trade(), subscription, Instant.parse("2026-05-31T23:59:59.999Z"));

        sink().ship(journal, 0, 1, List.of(calls.call(100, 1)));

        Account may = Account.tokens(subscription.id(), Instant.parse("2026-05-01T00:00:00Z"));
        Account june = Account.tokens(subscription.id(), Instant.parse("2026-06-01T00:00:00Z"));
        assertThat(stores().allowance().lease(journal, may, 1000).units()).isEqualTo(900);
        assertThat(stores().allowance().lease(journal, june, 1000).units()).isEqualTo(1000);
    }

    @Test
    void aBatchThatComesAgainIsCountedOnce() {
        Subscription subscription = trade().subscription(1000);
        List<UsageRecord> records = Calls.of(trade(), subscription, now).calls(4);

        sink().ship(journal, 0, 2, records.subList(0, 2));
        sink().ship(journal, 0, 4, records);
        sink().ship("another", 3, 4, List.of(records.getFirst(), records.getFirst()));

        assertThat(spentTokens(subscription)).isEqualTo(40);
        assertThat(store().summary(of(subscription.consumer())))
                .extracting(Summary::calls)
                .containsExactly(4L);
    }

    @Test
    void twoWhoShipTheSameAtTheSameTimeCountItOnce() throws InterruptedException, ExecutionException {
        Subscription subscription = trade().subscription(0);
        List<UsageRecord> records = Calls.of(trade(), subscription, now).calls(300);
        try (ExecutorService shippers = Executors.newFixedThreadPool(4)) {
            List<Future<?>> shipments = new ArrayList<>();
            for (int lane = 0; lane < 4; lane++) {
                int number = lane;
                shipments.add(shippers.submit(() -> sink().ship(journal, number, 300, records)));
            }
            for (Future<?> shipment : shipments) {
                shipment.get();
            }
        }

        assertThat(store().summary(of(subscription.consumer())))
                .extracting(Summary::cost)
                .containsExactly(new Money(1500, "USD"));
    }

    @Test
    void lanesWithTheSameAccountsInAnyOrderDoNotBlockEachOther() throws InterruptedException, ExecutionException {
        List<Calls> parties = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            parties.add(Calls.of(trade(), trade().subscription(0), now));
        }
        try (ExecutorService shippers = Executors.newFixedThreadPool(4)) {
            List<Future<?>> shipments = new ArrayList<>();
            for (int batch = 0; batch < 20; batch++) {
                int lane = batch;
                List<Calls> order = lane % 2 == 0 ? parties : parties.reversed();
                shipments.add(shippers.submit(() -> sink().ship(
                                journal,
                                lane,
                                1,
                                order.stream().map(calls -> calls.call(10, 5)).toList())));
            }
            for (Future<?> shipment : shipments) {
                shipment.get();
            }
        }

        assertThat(parties)
                .allSatisfy(
                        calls -> assertThat(store().summary(of(calls.parties().consumer())))
                                .extracting(Summary::calls)
                                .containsExactly(20L));
    }

    @Test
    void theSummaryIsTheSumOfTheRecordsAfterAReplay() {
        Subscription subscription = trade().subscription(0);
        Calls parties = Calls.of(trade(), subscription, Instant.parse("2026-03-30T21:58:17.123456Z"));
        List<UsageRecord> records = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            records.add(parties.startingAt(parties.startedAt().plusSeconds(random.nextInt(3 * 86_400)))
                    .call(
                            random.nextBoolean() ? Outcome.COMPLETED : Outcome.CLIENT_CLOSED,
                            Usage.of(random.nextInt(1000), random.nextInt(1000)),
                            new Money(random.nextInt(100_000), "USD")));
        }

        sink().ship(journal, 0, 1, records.subList(0, 200));
        sink().ship(journal, 0, 1, records.subList(0, 200));
        sink().ship(journal, 0, 2, records.subList(100, 300));

        for (int i = 0; i < 40; i++) {
            Instant from = parties.startedAt().plusMillis(random.nextInt(86_400_000));
            Instant to = from.plusMillis(random.nextInt(2 * 86_400_000));
            assertSummed(records, subscription.consumer(), from, to);
        }
        assertSummed(records, subscription.consumer(), null, null);
    }

    private void assertSummed(
            List<UsageRecord> records, OrganisationId consumer, @Nullable Instant from, @Nullable Instant to) {
        List<UsageRecord> within = records.stream()
                .filter(record -> from == null || !record.startedAt().isBefore(from))
                .filter(record -> to == null || record.startedAt().isBefore(to))
                .toList();
        List<Summary> summaries = store().summary(new Filter(consumer, null, null, null, null, from, to));
        assertThat(summaries).hasSize(within.isEmpty() ? 0 : 1);
        for (Summary summary : summaries) {
            assertThat(summary.calls()).isEqualTo(within.size());
            assertThat(summary.completed())
                    .isEqualTo(within.stream()
                            .filter(record -> record.outcome() == Outcome.COMPLETED)
                            .count());
            assertThat(summary.promptTokens())
                    .isEqualTo(within.stream()
                            .mapToLong(record -> record.billed().promptTokens())
                            .sum());
            assertThat(summary.answerTokens())
                    .isEqualTo(within.stream()
                            .mapToLong(record -> record.billed().answerTokens())
                            .sum());
            assertThat(summary.cost().nanos())
                    .isEqualTo(within.stream()
                            .mapToLong(record -> record.cost().nanos())
                            .sum());
        }
    }

    @Test
    void whatIsShippedIsSealedOnceInAChain() {
        Calls calls = calls(0);
        List<UsageRecord> records = new ArrayList<>(calls.calls(9));
        records.add(calls.elaborateCall());

        sink().ship(journal, 0, 1, records.subList(0, 6));
        sink().ship(journal, 0, 1, records.subList(0, 6));
        sink().ship(journal, 1, 2, records.subList(3, 10));

        List<SealedBatch> chain = batches(null);
        assertThat(chain).extracting(batch -> batch.entries().size()).containsExactly(6, 4);
        ReceiptVerifier verifier =
                new ReceiptVerifier(stores().metering().receipts().keys());
        chain.forEach(batch -> verifier.check(batch, Map.of()));
        for (UsageRecord record : records) {
            verifier.check(
                    stores().metering().receipts().find(record.call()).orElseThrow(),
                    record.call().toString());
        }
        assertThat(verifier.findings()).isEmpty();
        assertThat(verifier.records()).isEqualTo(20);
        assertThat(stores().metering().receipts().find(CallId.next())).isEmpty();
    }

    @Test
    void ofOthersRecordsOnlyTheHashesAreShown() {
        Calls mine = calls(0);
        Calls theirs = calls(0);
        sink().ship(journal, 0, 1, List.of(mine.call(1, 1), theirs.call(1, 1), mine.call(2, 2)));

        SealedBatch shown = batches(mine.parties().consumer()).getFirst();

        assertThat(shown.entries())
                .extracting(entry -> entry.record() != null)
                .containsExactlyInAnyOrder(true, false, true);
        ReceiptVerifier verifier =
                new ReceiptVerifier(stores().metering().receipts().keys());
        verifier.check(shown, Map.of());
        assertThat(verifier.findings()).isEmpty();
        assertThat(shown.toString()).doesNotContain(theirs.parties().consumer().toString());
    }

    private List<SealedBatch> batches(@Nullable OrganisationId reader) {
        List<SealedBatch> found = new ArrayList<>();
        Page.Request request = new Page.Request(2, null);
        while (true) {
            Page<SealedBatch> page =
                    stores().metering().receipts().batches(reader, now.minusSeconds(60), now.plusSeconds(600), request);
            page.items().stream()
                    .filter(batch -> batch.seal().chain().equals(journal))
                    .forEach(found::add);
            if (page.next() == null) {
                return found;
            }
            request = new Page.Request(50, page.next());
        }
    }

    @Test
    void thePositionOfALaneOnlyGrows() {
        assertThat(sink().position(journal, 0)).isZero();

        sink().ship(journal, 0, 700, List.of());
        sink().ship(journal, 0, 500, List.of());

        assertThat(sink().position(journal, 0)).isEqualTo(700);
        assertThat(sink().position(journal, 1)).isZero();
    }

    @Test
    void theUseOfAKeyIsSeenOnIt() {
        Calls calls = calls(0);
        KeyId key = calls.parties().key();

        sink().ship(
                        journal,
                        0,
                        1,
                        List.of(
                                calls.call(1, 1),
                                calls.startingAt(now.plusSeconds(9)).call(1, 1)));
        sink().ship(journal, 0, 2, List.of(calls.startingAt(now.minusSeconds(9)).call(1, 1)));

        assertThat(stores().access().findKey(key).map(ApiKey::lastUsedAt)).contains(now.plusSeconds(9));
    }

    @Test
    void aCallWhosePartiesAreUnknownIsBookedAllTheSame() {
        OrganisationId consumer = OrganisationId.next();
        UsageRecord record =
                Calls.ofNobody(consumer, OrganisationId.next(), now).call(10, 5);

        sink().ship(journal, 0, 1, List.of(record));

        assertThat(store().summary(of(consumer)))
                .extracting(Summary::service)
                .containsExactly(record.parties().service().toString());
    }

    private long spentTokens(Subscription subscription) {
        return stores().quota().accounts(subscription.consumer(), now).stream()
                .filter(state -> state.account().unit() == Account.Unit.TOKENS)
                .mapToLong(AccountState::spent)
                .sum();
    }

    private static Filter of(@Nullable OrganisationId consumer) {
        return new Filter(consumer, null, null, null, null, null, null);
    }

    private Calls calls(long tokensPerMonth) {
        return Calls.of(trade(), trade().subscription(tokensPerMonth), now);
    }

    private UsageSink sink() {
        return stores().metering().sink();
    }

    private UsageStore store() {
        return stores().metering().store();
    }

    private Trade trade() {
        return new Trade(stores());
    }
}
