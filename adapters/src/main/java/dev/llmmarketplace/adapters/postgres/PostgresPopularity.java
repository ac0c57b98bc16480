package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.ranking.Popularity;
import dev.llmmarketplace.core.sla.Window;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@link Popularity} on PostgreSQL: from the daily sums of usage, in which a provider's calls of its own services do not
 * count, and from reviews.
 */
public final class PostgresPopularity implements Popularity {
    private final Database database;

    public PostgresPopularity(Database database) {
        this.database = database;
    }

    private record Row(ServiceId service, Reception reception) {}

    @Override
    public Map<ServiceId, Reception> in(Window.Period period) {
        return database.read(handle -> handle.createQuery("""
            WITH called AS (
                SELECT service, CAST(sum(calls) AS bigint) AS requests
                FROM usage_rollup
                WHERE grain = 'day' AND bucket >= :from AND bucket < :to AND consumer <> provider
                GROUP BY service),
            reviewed AS (
                SELECT service, count(*) AS reviews,
                       sum(stars * review_weight(written_at, :to)) / sum(review_weight(written_at, :to)) AS rating
                FROM review WHERE written_at < :to GROUP BY service)
            SELECT service, coalesce(requests, 0) AS requests, coalesce(reviews, 0) AS reviews, rating
            FROM called FULL JOIN reviewed USING (service)
            """)
                .bind("from", period.from())
                .bind("to", period.to())
                .map((row, context) -> new Row(
                        new ServiceId(Columns.uuid(row, "service")),
                        new Reception(
                                row.getLong("requests"),
                                row.getObject("rating", Double.class),
                                row.getLong("reviews"))))
                .collect(Collectors.toMap(Row::service, Row::reception)));
    }
}
