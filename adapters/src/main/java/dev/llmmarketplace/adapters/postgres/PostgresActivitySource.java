package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.recommendation.Activity;
import dev.llmmarketplace.core.recommendation.ActivitySource;
import dev.llmmarketplace.core.recommendation.InteractionStore;
import dev.llmmarketplace.core.recommendation.Period;
import dev.llmmarketplace.core.recommendation.Stir;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** {@link ActivitySource} on PostgreSQL: from the sums of usage by hour and day, interactions and reviews. */
public final class PostgresActivitySource implements ActivitySource {
    /** Pairs of an actor and a service, the latest; more would not fit into the process's memory. */
    private static final int MOST_PAIRS = 500_000;

    private final Database database;

    public PostgresActivitySource(Database database) {
        this.database = database;
    }

    @Override
    public Activity until(Instant now) {
        return database.snapshot(handle -> new Activity(stirs(handle, now), byActor(handle, now)));
    }

    private record StirRow(Period period, ServiceId service, Stir stir) {}

    private static Map<Period, Map<ServiceId, Stir>> stirs(Handle handle, Instant now) {
        List<Period> periods = Arrays.asList(Period.values());
        Map<Period, Map<ServiceId, Stir>> stirs = new EnumMap<>(Period.class);
        handle.createQuery("""
            WITH span AS (SELECT * FROM unnest(:periods, :starts) AS s (period, first)),
            uses AS (
                SELECT s.period, u.service, count(DISTINCT (u.consumer, u.bucket)) AS uses
                FROM span s JOIN usage_rollup u ON u.bucket >= s.first
                WHERE u.grain = 'hour' AND u.consumer <> u.provider
                GROUP BY s.period, u.service),
            looks AS (
                SELECT s.period, i.service, sum(i.times) AS looks
                FROM span s JOIN interaction i ON i.hour >= s.first
                GROUP BY s.period, i.service),
            reviews AS (
                SELECT s.period, r.service, count(*) AS reviews, avg(r.stars) AS rating
                FROM span s JOIN review r ON r.written_at >= s.first
                GROUP BY s.period, r.service)
            SELECT period, service, coalesce(uses, 0) AS uses, coalesce(looks, 0) AS looks,
                   coalesce(reviews, 0) AS reviews, CAST(rating AS double precision) AS rating
            FROM uses FULL JOIN looks USING (period, service) FULL JOIN reviews USING (period, service)
            """)
                .bindArray(
                        "periods",
                        String.class,
                        periods.stream().map(Period::wireName).toList())
                .bindArray(
                        "starts",
                        OffsetDateTime.class,
                        periods.stream()
                                .map(period -> now.minus(period.length()).atOffset(ZoneOffset.UTC))
                                .toList())
                .map((row, context) -> new StirRow(
                        WireName.parse(Period.class, row.getString("period"), "period"),
                        new ServiceId(Columns.uuid(row, "service")),
                        new Stir(
                                row.getLong("uses"),
                                row.getLong("looks"),
                                row.getLong("reviews"),
                                row.getObject("rating", Double.class))))
                .forEach(row -> stirs.computeIfAbsent(row.period(), _ -> new HashMap<>())
                        .put(row.service(), row.stir()));
        return stirs;
    }

    private record Pair(UUID actor, ServiceId service, long times) {}

    private static Map<UUID, Map<ServiceId, Long>> byActor(Handle handle, Instant now) {
        Map<UUID, Map<ServiceId, Long>> byActor = new HashMap<>();
        handle.createQuery("""
            SELECT actor, service, CAST(sum(times) AS bigint) AS times FROM (
                SELECT consumer AS actor, service, count(DISTINCT bucket) AS times, max(bucket) AS latest
                FROM usage_rollup
                WHERE grain = 'day' AND bucket >= :from AND consumer <> provider
                GROUP BY consumer, service
                UNION ALL
                SELECT marketplace_user, service, sum(times), max(hour) FROM interaction
                WHERE hour >= :from GROUP BY marketplace_user, service) AS pair
            GROUP BY actor, service ORDER BY max(latest) DESC LIMIT :most
            """)
                .bind("from", now.minus(InteractionStore.KEPT))
                .bind("most", MOST_PAIRS)
                .map((row, context) -> new Pair(
                        Columns.uuid(row, "actor"), new ServiceId(Columns.uuid(row, "service")), row.getLong("times")))
                .forEach(pair -> byActor.computeIfAbsent(pair.actor(), _ -> new HashMap<>())
                        .put(pair.service(), pair.times()));
        return byActor;
    }
}
