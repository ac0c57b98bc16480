package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.PlanId;
import dev.llmmarketplace.core.quota.Plan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements on {@code plan}. */
final class PlanTable {
    private PlanTable() {}

    static List<Plan> list(Handle handle) {
        return handle.createQuery("SELECT * FROM plan ORDER BY requests_per_second, name")
                .map((row, context) -> read(row, "id"))
                .list();
    }

    static Optional<Plan> find(Handle handle, String name) {
        return handle.createQuery("SELECT * FROM plan WHERE name = :name")
                .bind("name", name)
                .map((row, context) -> read(row, "id"))
                .findOne();
    }

    static Plan store(Handle handle, Plan plan) {
        return handle.createQuery("""
                        INSERT INTO plan (id, name, requests_per_second, burst, tokens_per_month, concurrency,
                                          tokens_per_minute)
                        VALUES (:id, :name, :requestsPerSecond, :burst, :tokensPerMonth, :concurrency,
                                :tokensPerMinute)
                        ON CONFLICT (name) DO UPDATE
                        SET requests_per_second = excluded.requests_per_second, burst = excluded.burst,
                            tokens_per_month = excluded.tokens_per_month, concurrency = excluded.concurrency,
                            tokens_per_minute = excluded.tokens_per_minute
                        RETURNING *
                        """)
                .bind("id", plan.id().value())
                .bind("name", plan.name())
                .bind("requestsPerSecond", plan.requestsPerSecond())
                .bind("burst", plan.burst())
                .bind("tokensPerMonth", plan.tokensPerMonth())
                .bind("concurrency", plan.concurrency())
                .bind("tokensPerMinute", plan.tokensPerMinute())
                .map((row, context) -> read(row, "id"))
                .one();
    }

    static Plan read(ResultSet row, String id) throws SQLException {
        return new Plan(
                new PlanId(Columns.uuid(row, id)),
                row.getString("name"),
                row.getInt("requests_per_second"),
                row.getInt("burst"),
                row.getLong("tokens_per_month"),
                row.getInt("concurrency"),
                row.getLong("tokens_per_minute"));
    }
}
