package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.metering.UsageRecord;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Writes the transfers of settled calls: the consumer's account is debited and the provider's payable credited with the
 * same amount. A call that costs nothing moves no money and has none.
 */
final class Ledger {
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
        int count = charged.size();
        UUID[] calls = new UUID[count];
        Long[] debits = new Long[count];
        Long[] credits = new Long[count];
        Long[] amounts = new Long[count];
        OffsetDateTime[] times = new OffsetDateTime[count];
        for (int i = 0; i < count; i++) {
            UsageRecord record = charged.get(i);
            calls[i] = record.call().value();
            debits[i] = Objects.requireNonNull(accounts.get(LedgerAccount.consumer(record)));
            credits[i] = Objects.requireNonNull(accounts.get(LedgerAccount.payable(record)));
            amounts[i] = record.cost().nanos();
            times[i] = record.startedAt().atOffset(ZoneOffset.UTC);
        }
        handle.createUpdate("""
                        INSERT INTO ledger_transfer (id, kind, debit, credit, nanos, at)
                        SELECT call, 'settlement', debit, credit, nanos, at
                        FROM unnest(:calls, :debits, :credits, :amounts, :times) AS t (call, debit, credit, nanos, at)
                        """)
                .bindArray("calls", UUID.class, (Object[]) calls)
                .bindArray("debits", Long.class, (Object[]) debits)
                .bindArray("credits", Long.class, (Object[]) credits)
                .bindArray("amounts", Long.class, (Object[]) amounts)
                .bindArray("times", OffsetDateTime.class, (Object[]) times)
                .execute();
    }

    /** The accounts' numbers; those that are missing are opened, in the same order by everyone. */
    private static Map<LedgerAccount, Long> accounts(Handle handle, List<UsageRecord> charged) {
        Set<LedgerAccount> needed = new TreeSet<>();
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
    private record LedgerAccount(String kind, UUID organisation, String currency) implements Comparable<LedgerAccount> {
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

        @Override
        public int compareTo(LedgerAccount other) {
            return (kind + organisation + currency).compareTo(other.kind + other.organisation + other.currency);
        }
    }
}
