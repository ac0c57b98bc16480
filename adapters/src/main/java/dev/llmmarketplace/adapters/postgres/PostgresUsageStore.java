package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.metering.UsageStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** {@link UsageStore} on PostgreSQL. A question of one organisation is asked in that organisation's name. */
public final class PostgresUsageStore implements UsageStore {
    private static final String CONDITION = """
            WHERE (CAST(:consumer AS uuid) IS NULL OR r.consumer = :consumer)
              AND (CAST(:provider AS uuid) IS NULL OR r.provider = :provider)
              AND (CAST(:service AS uuid) IS NULL OR r.service = :service)
              AND (CAST(:key AS uuid) IS NULL OR r.api_key = :key)
              AND (CAST(:outcome AS text) IS NULL OR r.outcome = :outcome)
              AND (CAST(:from AS timestamptz) IS NULL OR r.started_at >= :from)
              AND (CAST(:to AS timestamptz) IS NULL OR r.started_at < :to)
            """;

    private final Database database;

    public PostgresUsageStore(Database database) {
        this.database = database;
    }

    @Override
    public Page<UsageRecord> records(Filter filter, Page.Request page) {
        After after = After.of(page);
        List<UsageRecord> rows = ask(
                filter,
                handle -> bind(handle.createQuery("SELECT r.* FROM usage_record r " + CONDITION + """
                          AND (CAST(:afterTime AS timestamptz) IS NULL
                               OR (r.started_at, r.call) < (:afterTime, CAST(:afterCall AS uuid)))
                        ORDER BY r.started_at DESC, r.call DESC LIMIT :limit
                        """), filter)
                        .bind("afterTime", after.time())
                        .bind("afterCall", after.call())
                        .bind("limit", page.limit() + 1)
                        .map(new UsageRow())
                        .list());
        return Cursor.page(rows, page, record -> Cursor.join(record.startedAt(), record.call()));
    }

    @Override
    public Optional<UsageRecord> find(CallId call) {
        return database.read(handle -> handle.createQuery("SELECT * FROM usage_record WHERE call = :call")
                .bind("call", call.value())
                .map(new UsageRow())
                .findOne());
    }

    @Override
    public List<Summary> summary(Filter filter) {
        return ask(
                filter,
                handle -> bind(handle.createQuery("""
                        SELECT coalesce(s.name, CAST(r.service AS text)) AS name, r.currency,
                               count(*) AS calls,
                               count(*) FILTER (WHERE r.outcome = 'completed') AS completed,
                               sum(r.prompt_tokens) AS prompt_tokens,
                               sum(r.answer_tokens) AS answer_tokens,
                               sum(r.cost_nanos) AS cost,
                               coalesce(percentile_disc(0.5) WITHIN GROUP (ORDER BY r.duration_micros)
                                   FILTER (WHERE r.outcome = 'completed'), 0) AS p50,
                               coalesce(percentile_disc(0.95) WITHIN GROUP (ORDER BY r.duration_micros)
                                   FILTER (WHERE r.outcome = 'completed'), 0) AS p95
                        FROM usage_record r LEFT JOIN service s ON s.id = r.service
                        """ + CONDITION + """
                        GROUP BY s.name, r.service, r.currency
                        ORDER BY cost DESC, name, r.currency
                        """), filter)
                        .map((row, context) -> readSummary(row))
                        .list());
    }

    /** A side that is named may see its own calls only; who names none sees all. */
    private <T> T ask(Filter filter, Database.Work<T> work) {
        OrganisationId organisation = filter.consumer() != null ? filter.consumer() : filter.provider();
        return organisation == null ? database.read(work) : database.actingFor(organisation, work);
    }

    private static Query bind(Query query, Filter filter) {
        return query.bind(
                        "consumer",
                        filter.consumer() == null ? null : filter.consumer().value())
                .bind(
                        "provider",
                        filter.provider() == null ? null : filter.provider().value())
                .bind(
                        "service",
                        filter.service() == null ? null : filter.service().value())
                .bind("key", filter.key() == null ? null : filter.key().value())
                .bind(
                        "outcome",
                        filter.outcome() == null ? null : filter.outcome().wireName())
                .bind("from", filter.from())
                .bind("to", filter.to());
    }

    private static Summary readSummary(ResultSet row) throws SQLException {
        return new Summary(
                row.getString("name"),
                row.getLong("calls"),
                row.getLong("completed"),
                row.getLong("prompt_tokens"),
                row.getLong("answer_tokens"),
                new Money(row.getLong("cost"), row.getString("currency")),
                row.getLong("p50"),
                row.getLong("p95"));
    }

    /** The last record of the page before. */
    private record After(@Nullable Instant time, @Nullable UUID call) {
        static After of(Page.Request page) {
            String[] parts = Cursor.parts(page, 2);
            if (parts == null) {
                return new After(null, null);
            }
            try {
                return new After(Instant.parse(parts[0]), UUID.fromString(parts[1]));
            } catch (DateTimeParseException | IllegalArgumentException e) {
                throw Cursor.invalid(page.cursor());
            }
        }
    }
}
