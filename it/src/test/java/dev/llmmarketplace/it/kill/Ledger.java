package dev.llmmarketplace.it.kill;

import dev.llmmarketplace.it.process.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The marketplace's books, read from its database past all of its code. */
final class Ledger implements AutoCloseable {
    private final Connection connection;

    Ledger(Connection connection) {
        this.connection = connection;
    }

    /** Of the marketplace with an embedded database in {@code data}. */
    static Ledger in(Path data) throws SQLException {
        return new Ledger(EmbeddedDatabase.connect(data));
    }

    /** One settled or interrupted call. */
    record Booked(
            String call,
            String requestId,
            String outcome,
            long promptTokens,
            long answerTokens,
            long costNanos,
            Set<String> flags) {
        boolean isInterrupted() {
            return outcome.equals("interrupted");
        }
    }

    Map<String, Booked> calls() throws SQLException {
        Map<String, Booked> calls = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT call, request_id, outcome, prompt_tokens, answer_tokens, cost_nanos, flags
                        FROM usage_record ORDER BY started_at
                        """)) {
            while (row.next()) {
                Booked booked = new Booked(
                        row.getString("call"),
                        row.getString("request_id"),
                        row.getString("outcome"),
                        row.getLong("prompt_tokens"),
                        row.getLong("answer_tokens"),
                        row.getLong("cost_nanos"),
                        flags(row));
                calls.put(booked.call(), booked);
            }
        }
        return calls;
    }

    private static Set<String> flags(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("flags").getArray())
                .map(flag -> flag.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** Requests that stand in the books more than once. */
    List<String> repeated() throws SQLException {
        return strings("SELECT request_id FROM usage_record GROUP BY request_id HAVING count(*) > 1");
    }

    /** Calls whose transfer is missing, or is of another amount than their cost; transfers of no call. */
    List<String> unbalanced() throws SQLException {
        return strings("""
                SELECT coalesce(t.id, u.call)::text
                FROM usage_record u FULL JOIN ledger_transfer t ON t.id = u.call
                WHERE u.call IS NULL OR coalesce(t.nanos, 0) <> u.cost_nanos
                """);
    }

    /** Accounts of allowances that count something else than what the records of their owner add up to. */
    List<String> miscounted() throws SQLException {
        return strings("""
                SELECT a.owner || ' ' || a.unit || ' counts ' || a.spent || ', its records ' || coalesce(sum(
                    CASE WHEN a.unit = 'tokens' THEN u.prompt_tokens + u.answer_tokens ELSE u.cost_nanos END), 0)
                FROM allowance_account a
                LEFT JOIN usage_record u ON date_trunc('month', u.started_at AT TIME ZONE 'UTC') = a.month
                    AND CASE WHEN a.unit = 'tokens' THEN a.owner = u.subscription ELSE a.owner IN (u.consumer, u.api_key) END
                GROUP BY a.owner, a.unit, a.month, a.spent
                HAVING a.spent <> coalesce(sum(
                    CASE WHEN a.unit = 'tokens' THEN u.prompt_tokens + u.answer_tokens ELSE u.cost_nanos END), 0)
                """);
    }

    /** Budgets of which more was spent than they allow. */
    List<String> overspent() throws SQLException {
        return strings("""
                SELECT b.organisation || ' spent ' || sum(u.cost_nanos) || ' of ' || b.nanos_per_month
                FROM budget b JOIN usage_record u ON u.consumer = b.organisation
                GROUP BY b.organisation, b.nanos_per_month
                HAVING sum(u.cost_nanos) > b.nanos_per_month
                """);
    }

    private List<String> strings(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
