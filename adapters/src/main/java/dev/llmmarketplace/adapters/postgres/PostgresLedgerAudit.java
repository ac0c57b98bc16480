package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.metering.Cost;
import dev.llmmarketplace.core.metering.LedgerAudit;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jspecify.annotations.Nullable;

/** {@link LedgerAudit} on PostgreSQL, in one snapshot. Records stream; none is held. */
public final class PostgresLedgerAudit implements LedgerAudit {
    private static final int FETCH = 1000;

    private static final String MISDIRECTED = """
            SELECT 'transfers_are_between_two_accounts' AS rule, CAST(t.id AS text) AS subject,
                   'two accounts of one currency' AS expected,
                   coalesce(d.currency, 'no account') || ' to ' || coalesce(c.currency, 'no account') AS found
            FROM ledger_transfer t
            LEFT JOIN ledger_account d ON d.id = t.debit LEFT JOIN ledger_account c ON c.id = t.credit
            WHERE t.debit = t.credit OR d.currency IS NULL OR d.currency IS DISTINCT FROM c.currency
            """;

    private static final String UNSETTLED = """
            WITH owed AS (
                SELECT call, cost_nanos || ' ' || currency || ' from consumer ' || consumer
                             || ' to provider_payable ' || provider AS what
                FROM usage_record WHERE cost_nanos > 0
            ), booked AS (
                SELECT t.id, t.nanos || ' ' || d.currency || ' from ' || d.kind || ' ' || d.organisation
                             || ' to ' || c.kind || ' ' || c.organisation AS what
                FROM ledger_transfer t
                JOIN ledger_account d ON d.id = t.debit JOIN ledger_account c ON c.id = t.credit
                WHERE t.kind = 'settlement'
            )
            SELECT 'calls_are_settled_for_their_cost' AS rule, CAST(coalesce(o.call, b.id) AS text) AS subject,
                   coalesce(o.what, 'none') AS expected, coalesce(b.what, 'none') AS found
            FROM owed o FULL JOIN booked b ON b.id = o.call
            WHERE o.what IS DISTINCT FROM b.what
            """;

    private static final String MISCOUNTED = """
            WITH used AS (
                SELECT subscription AS owner, 'tokens' AS unit, month, sum(prompt_tokens + answer_tokens) AS units
                FROM month_record GROUP BY 1, 2, 3
                UNION ALL
                SELECT consumer, currency, month, sum(cost_nanos) FROM month_record GROUP BY 1, 2, 3
                UNION ALL
                SELECT api_key, currency, month, sum(cost_nanos) FROM month_record GROUP BY 1, 2, 3
                UNION ALL
                SELECT k.project, m.currency, m.month, sum(m.cost_nanos)
                FROM month_record JOIN api_key k ON k.id = m.api_key AND k.project IS NOT NULL GROUP BY 1, 2, 3
            )
            SELECT 'accounts_count_what_was_used' AS rule,
                   coalesce(u.owner, a.owner) || ' ' || coalesce(u.unit, a.unit) || ' ' || coalesce(u.month, a.month)
                       AS subject,
                   CAST(coalesce(u.units, 0) AS text) AS expected, CAST(coalesce(a.spent, 0) AS text) AS found
            FROM used u FULL JOIN allowance_account a ON (a.owner, a.unit, a.month) = (u.owner, u.unit, u.month)
            WHERE coalesce(u.units, 0) <> coalesce(a.spent, 0)
            """.replace("month_record", """
            (SELECT *, CAST(date_trunc('month', started_at AT TIME ZONE 'UTC') AS date) AS month FROM usage_record) m
            """);

    private static final String MISLEASED = """
            SELECT 'leases_are_what_is_out' AS rule, a.owner || ' ' || a.unit || ' ' || a.month AS subject,
                   CAST(coalesce(sum(l.units), 0) AS text) AS expected, CAST(a.leased AS text) AS found
            FROM allowance_account a LEFT JOIN allowance_lease l
                ON (l.owner, l.unit, l.month) = (a.owner, a.unit, a.month)
            GROUP BY a.owner, a.unit, a.month, a.leased HAVING coalesce(sum(l.units), 0) <> a.leased
            """;

    private static final String MISSUMMED = """
            WITH summed AS (
                SELECT grain, consumer, currency, sum(calls) AS calls, sum(prompt_tokens + answer_tokens) AS tokens,
                       sum(cost_nanos) AS cost
                FROM usage_rollup GROUP BY 1, 2, 3
            ), counted AS (
                SELECT g.grain, r.consumer, r.currency, count(*) AS calls,
                       sum(r.prompt_tokens + r.answer_tokens) AS tokens, sum(r.cost_nanos) AS cost
                FROM usage_record r CROSS JOIN (VALUES ('minute'), ('hour'), ('day')) AS g (grain) GROUP BY 1, 2, 3
            )
            SELECT 'sums_are_those_of_the_records' AS rule,
                   coalesce(c.consumer, s.consumer) || ' by ' || coalesce(c.grain, s.grain) AS subject,
                   coalesce(c.calls || ' calls, ' || c.tokens || ' tokens, ' || c.cost || ' ' || c.currency, 'none')
                       AS expected,
                   coalesce(s.calls || ' calls, ' || s.tokens || ' tokens, ' || s.cost || ' ' || s.currency, 'none')
                       AS found
            FROM counted c FULL JOIN summed s ON (s.grain, s.consumer, s.currency) = (c.grain, c.consumer, c.currency)
            WHERE (c.calls, c.tokens, c.cost) IS DISTINCT FROM (s.calls, s.tokens, s.cost)
            """;

    private final Database database;

    public PostgresLedgerAudit(Database database) {
        this.database = database;
    }

    @Override
    public Report run() {
        return database.snapshot(handle -> {
            Findings findings = new Findings();
            for (String rule : List.of(MISDIRECTED, UNSETTLED, MISCOUNTED, MISLEASED, MISSUMMED)) {
                compare(handle, rule, findings);
            }
            long records = recompute(handle, findings);
            long entries = handle.createQuery("SELECT count(*) FROM ledger_entry")
                    .mapTo(Long.class)
                    .one();
            return new Report(records, entries, findings.count, findings.shown);
        });
    }

    private static final class Findings {
        private final List<Difference> shown = new ArrayList<>();
        private long count;

        void add(Difference difference) {
            count++;
            if (shown.size() < MOST_SHOWN) {
                shown.add(difference);
            }
        }
    }

    private static void compare(Handle handle, String rule, Findings findings) {
        try (Stream<Difference> differences = handle
                .createQuery(rule)
                .setFetchSize(FETCH)
                .map((row, context) -> new Difference(
                        row.getString("rule"),
                        row.getString("subject"),
                        row.getString("expected"),
                        row.getString("found")))
                .stream()) {
            differences.forEach(findings::add);
        }
    }

    /** Returns how many records there are. */
    private static long recompute(Handle handle, Findings findings) {
        Map<UUID, PriceBook> books = priceBooks(handle);
        long count = 0;
        try (ResultIterator<UsageRecord> records = handle.createQuery("SELECT * FROM usage_record")
                .setFetchSize(FETCH)
                .map(new UsageRow())
                .iterator()) {
            while (records.hasNext()) {
                UsageRecord record = records.next();
                check(record, books.get(record.priceVersion().value()), findings);
                count++;
            }
        }
        return count;
    }

    private static Map<UUID, PriceBook> priceBooks(Handle handle) {
        Map<UUID, PriceBook> books = new HashMap<>();
        handle.createQuery("""
                        SELECT id, CAST(terms AS text) AS terms FROM price_book
                        WHERE id IN (SELECT price_book FROM usage_record)
                        """)
                .map((row, context) ->
                        Map.entry(Columns.uuid(row, "id"), CatalogJson.read(row.getString("terms"), PriceBook.class)))
                .forEach(entry -> books.put(entry.getKey(), entry.getValue()));
        return books;
    }

    private static void check(UsageRecord record, @Nullable PriceBook prices, Findings findings) {
        String expected = expected(record, prices);
        if (expected != null) {
            findings.add(new Difference(
                    "costs_follow_from_usage_and_prices",
                    record.call().toString(),
                    expected,
                    record.cost().toString()));
        }
    }

    /** What the cost should be; null when it is. */
    private static @Nullable String expected(UsageRecord record, @Nullable PriceBook prices) {
        if (nothingBilled(record)) {
            return null;
        }
        if (prices == null) {
            return "a price version " + record.priceVersion();
        }
        try {
            Money cost = Cost.of(record.billed(), prices);
            // What was cut down to the reservation may cost less than its tokens: the rest is the provider's to bear.
            boolean cut = record.flags().contains(UsageRecord.Flag.BOUND_EXCEEDED)
                    && record.cost().currency().equals(cost.currency())
                    && record.cost().nanos() <= cost.nanos();
            return cost.equals(record.cost()) || cut ? null : cost.toString();
        } catch (ArithmeticException e) {
            return "an amount that can be held";
        }
    }

    private static boolean nothingBilled(UsageRecord record) {
        boolean free = record.outcome() != Outcome.COMPLETED || record.flags().contains(UsageRecord.Flag.CACHED);
        return free && record.billed().equals(Usage.NONE) && record.cost().nanos() == 0;
    }
}
