package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.metering.UsageRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Writes the transfers of settled calls: the consumer's account is debited and the provider's payable credited with the
 * same amount. A call that costs nothing moves no money and has none.
 */
final class Ledger {
    private static final int ROW_BYTES = 90;

    private Ledger() {}

    /** @param settled records that are booked for the first time */
    static void settle(Handle handle, List<UsageRecord> settled) {
        List<UsageRecord> charged =
                settled.stream().filter(record -> record.cost().nanos() > 0).toList();
        if (!charged.isEmpty()) {
            insertTransfers(handle, charged, accounts(handle, charged));
        }
    }

    private static void insertTransfers(Handle handle, List<UsageRecord> charged, Map<LedgerAccount, Long> accounts) {
        BinaryCopy rows = new BinaryCopy(6, charged.size() * ROW_BYTES);
        for (UsageRecord record : charged) {
            rows.row()
                    .uuid(record.call().value())
                    .text("settlement")
                    .bigint(Objects.requireNonNull(accounts.get(LedgerAccount.consumer(record))))
                    .bigint(Objects.requireNonNull(accounts.get(LedgerAccount.payable(record))))
                    .bigint(record.cost().nanos())
                    .timestamp(record.startedAt());
        }
        rows.send(handle, "ledger_transfer (id, kind, debit, credit, nanos, at)");
    }

    /** The accounts' numbers; those that are missing are opened. */
    private static Map<LedgerAccount, Long> accounts(Handle handle, List<UsageRecord> charged) {
        Set<LedgerAccount> needed = new HashSet<>();
        for (UsageRecord record : charged) {
            needed.add(LedgerAccount.consumer(record));
            needed.add(LedgerAccount.payable(record));
        }
        Map<LedgerAccount, Long> numbers = find(handle, needed);
        if (numbers.size() < needed.size()) {
            open(handle, needed);
            numbers = find(handle, needed);
        }
        return numbers;
    }

    /** In one order by everyone: the statement sorts. */
    private static void open(Handle handle, Set<LedgerAccount> accounts) {
        handle.createUpdate("""
                        INSERT INTO ledger_account (kind, organisation, currency)
                        SELECT * FROM unnest(:kinds, :organisations, :currencies) AS a (kind, organisation, currency)
                        ORDER BY kind, organisation, currency
                        ON CONFLICT DO NOTHING
                        """)
                .bindArray(
                        "kinds",
                        String.class,
                        accounts.stream().map(LedgerAccount::kind).toList())
                .bindArray(
                        "organisations",
                        UUID.class,
                        accounts.stream().map(LedgerAccount::organisation).toList())
                .bindArray(
                        "currencies",
                        String.class,
                        accounts.stream().map(LedgerAccount::currency).toList())
                .execute();
    }

    private static Map<LedgerAccount, Long> find(Handle handle, Set<LedgerAccount> accounts) {
        Map<LedgerAccount, Long> numbers = new HashMap<>();
        handle.createQuery("""
                        SELECT id, kind, organisation, currency FROM ledger_account
                        WHERE organisation = ANY (:organisations)
                        """)
                .bindArray(
                        "organisations",
                        UUID.class,
                        accounts.stream().map(LedgerAccount::organisation).toList())
                .map((row, context) -> Map.entry(
                        new LedgerAccount(
                                row.getString("kind"), Columns.uuid(row, "organisation"), row.getString("currency")),
                        row.getLong("id")))
                .forEach(entry -> numbers.put(entry.getKey(), entry.getValue()));
        numbers.keySet().retainAll(accounts);
        return numbers;
    }

    /** What identifies an account of a party. */
    private record LedgerAccount(String kind, UUID organisation, String currency) {
        static LedgerAccount consumer(UsageRecord record) {
            return new LedgerAccount(
                    "consumer",
                    record.parties().consumer().value(),
                    record.cost().currency());
        }

        static LedgerAccount payable(UsageRecord record) {
            return new LedgerAccount(
                    "provider_payable",
                    record.parties().provider().value(),
                    record.cost().currency());
        }
    }
}
