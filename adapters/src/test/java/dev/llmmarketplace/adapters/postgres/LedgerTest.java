package dev.llmmarketplace.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.adapters.contract.Calls;
import dev.llmmarketplace.adapters.contract.Examples;
import dev.llmmarketplace.core.kernel.Ids;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.generic.GenericType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The books: what stands in them after shipping, and what they refuse, whoever writes. */
@ParameterizedClass
@EnumSource(Engine.class)
class LedgerTest {
    private final Database database;
    private final Installation installation;
    private final OrganisationId consumer = OrganisationId.next();
    private final OrganisationId provider = OrganisationId.next();
    private final Calls calls = Calls.ofNobody(consumer, provider, Examples.now());

    LedgerTest(Engine engine) {
        installation = engine.shared();
        database = installation.database();
    }

    @Test
    void aCallsCostIsTheConsumersDebtAndTheProvidersClaim() {
        ship(
                calls.call(10, 700),
                calls.call(10, 300),
                calls.call(Outcome.COMPLETED, Usage.of(1, 1), new Money(9, "EUR")));

        assertThat(balance("consumer", consumer)).containsExactlyInAnyOrderEntriesOf(Map.of("USD", 1000L, "EUR", 9L));
        assertThat(balance("provider_payable", provider))
                .containsExactlyInAnyOrderEntriesOf(Map.of("USD", -1000L, "EUR", -9L));
    }

    @Test
    void eachTransactionSumsToZeroPerCurrency() {
        ship(calls.call(10, 700), calls.call(10, 300));

        assertThat(count("""
                        SELECT count(*) FROM (
                            SELECT FROM ledger_entry e JOIN ledger_account a ON a.id = e.account
                            GROUP BY e.transaction, a.currency HAVING sum(e.nanos) <> 0) AS unbalanced
                        """)).isZero();
    }

    @Test
    void aCallThatCostsNothingMovesNoMoney() {
        UsageRecord free = calls.call(10, 0);

        ship(free);

        assertThat(count("SELECT count(*) FROM ledger_transfer WHERE id = '" + free.call() + "'"))
                .isZero();
    }

    @Test
    void aCallShippedTwiceIsChargedOnce() {
        UsageRecord call = calls.call(10, 700);

        ship(call);
        ship(call, call);

        assertThat(balance("consumer", consumer)).containsEntry("USD", 700L);
    }

    @Test
    void aProviderWhoCallsHisOwnServiceHasTwoAccounts() {
        Calls own = Calls.ofNobody(consumer, consumer, Examples.now());

        ship(own.call(10, 700));

        assertThat(balance("consumer", consumer)).containsEntry("USD", 700L);
        assertThat(balance("provider_payable", consumer)).containsEntry("USD", -700L);
    }

    @Test
    void transfersBetweenCurrenciesAreRefused() {
        ship(calls.call(10, 700), calls.call(Outcome.COMPLETED, Usage.of(1, 1), new Money(9, "EUR")));

        assertThatThrownBy(() -> transfer("credit", Ids.next(), account("consumer", "USD"), account("consumer", "EUR")))
                .hasMessageContaining("not between two accounts of one currency");
    }

    @Test
    void transfersFromOrToNowhereAreRefused() {
        assertThatThrownBy(() -> transfer("credit", Ids.next(), -1, -2))
                .hasMessageContaining("not between two accounts of one currency");
    }

    @Test
    void aCorrectionNamesTheTransferItMakesGood() {
        UsageRecord call = calls.call(10, 700);
        ship(call);
        long consumers = account("consumer", "USD");
        long providers = account("provider_payable", "USD");

        transfer("refund", call.call().value(), providers, consumers);

        assertThat(balance("consumer", consumer)).containsEntry("USD", 695L);
        assertThatThrownBy(() -> transfer("refund", Ids.next(), providers, consumers))
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> transfer("refund", null, providers, consumers)).hasMessageContaining("check");
    }

    private void transfer(String kind, @Nullable UUID corrects, long debit, long credit) {
        database.change(handle -> handle.execute(
                "INSERT INTO ledger_transfer (id, kind, corrects, debit, credit, nanos, at)"
                        + " VALUES (?, ?, ?, ?, ?, 5, now())",
                Ids.next(),
                kind,
                corrects,
                debit,
                credit));
    }

    private long account(String kind, String currency) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id FROM ledger_account
                        WHERE kind = :kind AND currency = :currency AND organisation IN (:consumer, :provider)
                        """)
                .bind("kind", kind)
                .bind("currency", currency)
                .bind("consumer", consumer.value())
                .bind("provider", provider.value())
                .mapTo(Long.class)
                .one());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE usage_record SET cost_nanos = 0",
                "DELETE FROM usage_record",
                "UPDATE ledger_account SET kind = 'credits'",
                "DELETE FROM ledger_account",
                "UPDATE ledger_transfer SET nanos = 1",
                "DELETE FROM ledger_transfer",
                "TRUNCATE ledger_transfer",
                "UPDATE price_book SET terms = '{}'",
                "DELETE FROM price_book"
            })
    void nothingInTheBooksIsChangedOrRemoved(String change) {
        assertThatThrownBy(() -> database.change(handle -> handle.execute(change)))
                .hasMessageContaining("append-only");
    }

    private void ship(UsageRecord... records) {
        installation.stores().metering().sink().ship(Examples.name("journal"), 0, 1, List.of(records));
    }

    private Map<String, Long> balance(String kind, OrganisationId organisation) {
        return database.read(handle -> handle.createQuery("""
                        SELECT a.currency, CAST(sum(e.nanos) AS bigint) AS balance
                        FROM ledger_account a JOIN ledger_entry e ON e.account = a.id
                        WHERE a.kind = :kind AND a.organisation = :organisation GROUP BY a.currency
                        """)
                .bind("kind", kind)
                .bind("organisation", organisation.value())
                .setMapKeyColumn("currency")
                .setMapValueColumn("balance")
                .collectInto(new GenericType<Map<String, Long>>() {}));
    }

    private long count(String sql) {
        return database.read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
