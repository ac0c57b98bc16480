package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.ProjectId;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.quota.Account;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Turns leased units into spent ones. What is spent counts in full, with or without a limit and also beyond the lease;
 * what is leased goes down by no more than the holder has out, so neither can become negative.
 */
final class AllowanceBooking {
    private static final String TOKENS = "tokens";

    private AllowanceBooking() {}

    /** @param settled records that are booked for the first time */
    static void book(Handle handle, String holder, List<UsageRecord> settled) {
        Map<Key, Long> spending = spending(settled, projects(handle, settled));
        if (spending.isEmpty()) {
            return;
        }
        // First the accounts, in their order: this takes the locks under which the leases may be changed.
        bind(handle.createUpdate("""
                        INSERT INTO allowance_account AS a (owner, unit, month, spent, leased, granted)
                        SELECT owner, unit, month, units, 0, 0
                        FROM unnest(:owners, :units, :months, :amounts) AS b (owner, unit, month, units)
                        ORDER BY owner, unit, month
                        ON CONFLICT (owner, unit, month) DO UPDATE SET spent = a.spent + excluded.spent
                        """), spending).execute();
        bind(handle.createUpdate("""
                        WITH used AS (
                            SELECT owner, unit, month, least(l.units, b.units) AS units
                            FROM unnest(:owners, :units, :months, :amounts) AS b (owner, unit, month, units)
                            JOIN allowance_lease l USING (owner, unit, month)
                            WHERE l.holder = :holder
                        ), reduced AS (
                            UPDATE allowance_lease l SET units = l.units - u.units FROM used u
                            WHERE l.holder = :holder AND (l.owner, l.unit, l.month) = (u.owner, u.unit, u.month)
                        )
                        UPDATE allowance_account a SET leased = a.leased - u.units FROM used u
                        WHERE (a.owner, a.unit, a.month) = (u.owner, u.unit, u.month)
                        """).bind("holder", holder), spending).execute();
    }

    private static Map<KeyId, ProjectId> projects(Handle handle, List<UsageRecord> settled) {
        Set<KeyId> keys = new HashSet<>();
        for (UsageRecord record : settled) {
            if (record.cost().nanos() > 0) {
                keys.add(record.parties().key());
            }
        }
        return keys.isEmpty() ? Map.of() : ProjectTable.ofKeys(handle, keys);
    }

    private static Map<Key, Long> spending(List<UsageRecord> settled, Map<KeyId, ProjectId> projects) {
        Map<Key, Long> spending = new HashMap<>();
        for (UsageRecord record : settled) {
            Account tokens = Account.tokens(record.parties().subscription(), record.startedAt());
            Account money = Account.money(record.parties().consumer(), record.startedAt());
            Account keyMoney = Account.money(record.parties().key(), record.startedAt());
            add(spending, new Key(tokens, TOKENS), record.billed().totalTokens());
            String currency = record.cost().currency();
            long nanos = record.cost().nanos();
            add(spending, new Key(money, currency), nanos);
            add(spending, new Key(keyMoney, currency), nanos);
            ProjectId project = projects.get(record.parties().key());
            if (project != null) {
                add(spending, new Key(Account.money(project, record.startedAt()), currency), nanos);
            }
        }
        return spending;
    }

    private static void add(Map<Key, Long> spending, Key account, long units) {
        if (units > 0) {
            spending.merge(account, units, Math::addExact);
        }
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Map<Key, Long> spending) {
        List<Key> keys = List.copyOf(spending.keySet());
        return statement
                .bindArray(
                        "owners",
                        UUID.class,
                        keys.stream().map(key -> key.account().owner()).toList())
                .bindArray("units", String.class, keys.stream().map(Key::unit).toList())
                .bindArray(
                        "months",
                        LocalDate.class,
                        keys.stream().map(key -> key.account().month().atDay(1)).toList())
                .bindArray(
                        "amounts", Long.class, keys.stream().map(spending::get).toList());
    }

    private record Key(Account account, String unit) {}
}
