package dev.llmmarketplace.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.adapters.contract.Examples;
import dev.llmmarketplace.adapters.contract.Manifests;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.metering.Cost;
import dev.llmmarketplace.core.metering.LedgerAudit;
import dev.llmmarketplace.core.metering.LedgerAudit.Difference;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Traffic;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The audit finds nothing in books that were kept, and whatever was done to them behind their back. */
final class LedgerAuditTest {
    private final Installation installation = Engine.EMBEDDED.fresh();
    private final LedgerAudit audit = new PostgresLedgerAudit(installation.database());
    private final ServiceVersion version = publish();
    private final PriceBook prices = Objects.requireNonNull(version.manifest().pricing());

    @AfterEach
    void close() {
        installation.close();
    }

    private ServiceVersion publish() {
        Organisation provider = Examples.organisation();
        installation.stores().access().createOrganisation(provider);
        return installation
                .stores()
                .catalog()
                .publish(new CatalogStore.Publication(
                        provider.id(),
                        Manifests.manifest(new ServiceName(provider.slug(), "chat"), "1.0.0"),
                        ServiceStatus.ACTIVE,
                        Map.of()));
    }

    private UsageRecord call(Usage usage) {
        return call(usage, Cost.of(usage, prices));
    }

    private UsageRecord call(Usage usage, Money cost) {
        CallId call = CallId.next();
        return new UsageRecord(
                call,
                call.toString(),
                new UsageRecord.Parties(
                        KeyId.next(),
                        version.provider(),
                        SubscriptionId.next(),
                        version.provider(),
                        version.service(),
                        version.id()),
                Objects.requireNonNull(version.priceVersion()),
                "chat.completions",
                false,
                Examples.now(),
                1,
                2,
                200,
                1,
                Traffic.NONE,
                Outcome.COMPLETED,
                usage,
                usage,
                cost,
                Set.of());
    }

    private void ship(UsageRecord... records) {
        installation.stores().metering().sink().ship("gateway", 0, 1, List.of(records));
    }

    private void behindTheBack(String sql) {
        installation.database().change(handle -> {
            handle.execute("SET LOCAL session_replication_role = replica"); // no triggers
            handle.execute(sql);
        });
    }

    private List<String> rules() {
        return audit.run().shown().stream().map(Difference::rule).toList();
    }

    @Test
    void booksThatWereKeptAreInOrder() {
        ship(call(Usage.of(1000, 500)), call(Usage.of(7, 9)));
        ship(call(new Usage(1, 2, 3, 4, 5, 6, 0, 0, 0)));

        LedgerAudit.Report report = audit.run();

        assertThat(report.shown()).isEmpty();
        assertThat(report.inOrder()).isTrue();
        assertThat(report.records()).isEqualTo(3);
        assertThat(report.entries()).isEqualTo(6);
    }

    @Test
    void aCostThatDoesNotFollowFromUsageIsNamed() {
        UsageRecord wrong = call(Usage.of(1000, 500), Cost.of(Usage.of(1000, 501), prices));
        ship(call(Usage.of(1, 1)), wrong);

        assertThat(audit.run().shown())
                .containsExactly(new Difference(
                        "costs_follow_from_usage_and_prices",
                        wrong.call().toString(),
                        Cost.of(Usage.of(1000, 500), prices).toString(),
                        wrong.cost().toString()));
    }

    @Test
    void aRecordThatWasRemovedLeavesItsTraces() {
        UsageRecord call = call(Usage.of(1000, 500));
        ship(call);
        behindTheBack("DELETE FROM usage_record");

        assertThat(rules())
                .contains(
                        "calls_are_settled_for_their_cost",
                        "accounts_count_what_was_used",
                        "sums_are_those_of_the_records");
    }

    @Test
    void aTransferThatWasChangedIsFound() {
        ship(call(Usage.of(1000, 500)));
        behindTheBack("UPDATE ledger_transfer SET nanos = nanos + 1");

        assertThat(rules()).containsExactly("calls_are_settled_for_their_cost");
    }

    @Test
    void aTransferToNowhereIsFound() {
        ship(call(Usage.of(1000, 500)));
        behindTheBack("UPDATE ledger_transfer SET credit = -7");

        assertThat(rules())
                .containsExactlyInAnyOrder("transfers_are_between_two_accounts", "calls_are_settled_for_their_cost");
    }

    @Test
    void anAccountOrASumThatWasChangedIsFound() {
        ship(call(Usage.of(1000, 500)));
        behindTheBack("UPDATE allowance_account SET spent = spent - 1, leased = 5 WHERE unit = 'tokens'");
        behindTheBack("UPDATE usage_rollup SET calls = 2 WHERE grain = 'hour'");

        assertThat(rules())
                .containsExactlyInAnyOrder(
                        "accounts_count_what_was_used", "leases_are_what_is_out", "sums_are_those_of_the_records");
    }
}
