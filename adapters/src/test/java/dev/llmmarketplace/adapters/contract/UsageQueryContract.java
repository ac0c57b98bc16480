package dev.llmmarketplace.adapters.contract;

import static dev.llmmarketplace.adapters.contract.Examples.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.metering.UsageStore;
import dev.llmmarketplace.core.metering.UsageStore.Filter;
import dev.llmmarketplace.core.metering.UsageStore.Summary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the {@link UsageStore} answers questions about what was shipped: pages, filters, sums. */
public abstract class UsageQueryContract {
    private final Instant now = now();

    /** Stores in which other tests may have written. */
    protected abstract Stores stores();

    @Test
    void recordsArePagedNewestFirst() {
        Calls calls = calls();
        List<UsageRecord> records = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            records.add(calls.startingAt(now.plusSeconds(i)).call(1, 1));
        }
        ship(records);
        Filter own = of(calls.parties().consumer());

        Page<UsageRecord> first = store().records(own, new Page.Request(3, null));
        Page<UsageRecord> second = store().records(own, new Page.Request(3, first.next()));

        assertThat(first.items()).isEqualTo(records.reversed().subList(0, 3));
        assertThat(second.items()).isEqualTo(records.reversed().subList(3, 5));
        assertThat(second.next()).isNull();
    }

    @Test
    void filtersRestrictToWhatTheyName() {
        Calls calls = calls();
        UsageRecord done = calls.call(10, 5);
        UsageRecord failed =
                calls.startingAt(now.plusSeconds(60)).call(Outcome.UPSTREAM_FAILED, Usage.NONE, Money.zero("USD"));
        ship(List.of(done, failed));
        OrganisationId consumer = calls.parties().consumer();
        OrganisationId provider = calls.parties().provider();
        ServiceId service = calls.parties().service();

        assertThat(found(new Filter(consumer, null, null, null, Outcome.UPSTREAM_FAILED, null, null)))
                .containsExactly(failed);
        assertThat(found(new Filter(consumer, null, service, calls.parties().key(), null, null, null)))
                .containsExactly(failed, done);
        assertThat(found(new Filter(consumer, null, ServiceId.next(), null, null, null, null)))
                .isEmpty();
        assertThat(found(new Filter(consumer, null, null, KeyId.next(), null, null, null)))
                .isEmpty();
        assertThat(found(new Filter(null, provider, null, null, null, now, now.plusSeconds(60))))
                .containsExactly(done);
        assertThat(found(new Filter(null, null, service, null, null, null, null)))
                .containsExactly(failed, done);
    }

    @Test
    void aProviderSeesHisCallsAndNobodyElsesAndSoDoesAConsumer() {
        Calls calls = calls();
        ship(List.of(calls.call(10, 5)));

        assertThat(found(new Filter(null, calls.parties().provider(), null, null, null, null, null)))
                .hasSize(1);
        assertThat(found(new Filter(null, calls.parties().consumer(), null, null, null, null, null)))
                .isEmpty();
        assertThat(found(of(trade().organisation().id()))).isEmpty();
    }

    @Test
    void aSummaryAddsUpPerServiceAndCurrency() {
        Calls calls = calls();
        ship(List.of(
                calls.call(Outcome.COMPLETED, new Usage(10, 5, 0, 0, 7, 3, 0, 0, 0), usd(100)),
                calls.call(Outcome.CLIENT_CLOSED, Usage.of(20, 1), usd(50)),
                calls.call(Outcome.COMPLETED, Usage.of(1, 1), new Money(9, "EUR"))));
        String name = trade().catalog()
                .findCurrent(calls.parties().service())
                .orElseThrow()
                .manifest()
                .name()
                .toString();

        assertThat(store().summary(of(calls.parties().consumer())))
                .containsExactly(
                        new Summary(name, 2, 1, 35, 11, usd(150), 2_543, 2_543),
                        new Summary(name, 1, 1, 1, 1, new Money(9, "EUR"), 2_543, 2_543));
    }

    private List<UsageRecord> found(Filter filter) {
        return store().records(filter, new Page.Request(100, null)).items();
    }

    private static Filter of(OrganisationId consumer) {
        return new Filter(consumer, null, null, null, null, null, null);
    }

    private static Money usd(long nanos) {
        return new Money(nanos, "USD");
    }

    private Calls calls() {
        return Calls.of(trade(), trade().subscription(0), now);
    }

    private void ship(List<UsageRecord> records) {
        stores().metering().sink().ship(Examples.name("journal"), 0, 1, records);
    }

    private UsageStore store() {
        return stores().metering().store();
    }

    private Trade trade() {
        return new Trade(stores());
    }
}
