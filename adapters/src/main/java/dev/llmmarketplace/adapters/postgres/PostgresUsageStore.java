package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.metering.UsageStore;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** {@link UsageStore} on PostgreSQL. A question of one organisation is asked in that organisation's name. */
public final class PostgresUsageStore implements UsageStore {
    private static final String CONDITION = UsageConditions.WHERE + """
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
                        .bind("afterCall", after.id())
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
        return ask(filter, handle -> SummaryQuery.run(handle, filter));
    }

    /** A side that is named may see its own calls only; who names none sees all. */
    private <T> T ask(Filter filter, Database.Work<T> work) {
        OrganisationId organisation = filter.consumer() != null ? filter.consumer() : filter.provider();
        return organisation == null ? database.read(work) : database.actingFor(organisation, work);
    }

    private static Query bind(Query query, Filter filter) {
        return UsageConditions.bind(query, filter).bind("from", filter.from()).bind("to", filter.to());
    }
}
