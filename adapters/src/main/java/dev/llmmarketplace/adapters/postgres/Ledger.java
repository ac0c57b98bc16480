package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.metering.UsageRecord;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Writes the transactions of settled calls: the consumer's account is debited and the provider's payable credited with
 * the same amount. A call that costs nothing moves no money and has none.
 */
final class Ledger {
    private Ledger() {}

    /** @param settled records that are booked for the first time */
    static void settle(Handle handle, List<UsageRecord> settled) {
        List<UsageRecord> charged =
                settled.stream().filter(record -> record.cost().nanos() > 0).toList();
        if (!charged.isEmpty()) {
            insertTransactions(handle, charged);
            insertEntries(handle, charged, accounts(handle, charged));
        }
    }

    private static void insertTransactions(Handle handle, List<UsageRecord> charged) {
        handle.createUpdate("""
                        INSERT INTO ledger_transaction (id, kind, at)
                        SELECT call, 'settlement', at FROM unnest(:calls, :times) AS t (call, at)
                        """)
                .bindArray(
                        "calls",
                        UUID.class,
                        charged.stream().map(r -> r.call().value()).toList())
                .bindArray(
                        "times",
                        OffsetDateTime.class,
                        charged.stream()
                                .map(r -> r.startedAt().atOffset(ZoneOffset.UTC))
                                .toList())
                .execute();
    }

    private static void insertEntries(Handle handle, List<UsageRecord> charged, Map<LedgerAccount, Long> accounts) {
        List<UUID> transactions = new ArrayList<>(2 * charged.size());
        List<Long> numbers = new ArrayList<>(2 * charged.size());
        List<Long> amounts = new ArrayList<>(2 * charged.size());
        for (UsageRecord record : charged) {
            transactions.add(record.call().value());
            numbers.add(Objects.requireNonNull(accounts.get(LedgerAccount.consumer(record))));
            amounts.add(record.cost().nanos());
            transactions.add(record.call().value());
            numbers.add(Objects.requireNonNull(accounts.get(LedgerAccount.payable(record))));
            amounts.add(record.cost().negated().nanos());
        }
        handle.createUpdate("""
                        INSERT INTO ledger_entry (transaction, account, nanos)
                        SELECT * FROM unnest(:transactions, :accounts, :amounts)
                        """)
                .bindArray("transactions", UUID.class, transactions)
                .bindArray("accounts", Long.class, numbers)
                .bindArray("amounts", Long.class, amounts)
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
