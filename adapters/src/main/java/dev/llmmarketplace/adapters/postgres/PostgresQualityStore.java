package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.adapters.postgres.SummarySpans.Span;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.sla.Distribution;
import dev.llmmarketplace.core.sla.QualityStore;
import dev.llmmarketplace.core.sla.ServiceQuality;
import dev.llmmarketplace.core.sla.Verdict;
import dev.llmmarketplace.core.sla.Window.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;

/** {@link QualityStore} on PostgreSQL: whole days, hours and minutes, as large as they fit into a period. */
public final class PostgresQualityStore implements QualityStore {
    private static final Duration MINUTES_KEPT = Duration.ofDays(2);
    private static final Duration HOURS_KEPT = Duration.ofDays(35);
    private static final Duration DAYS_KEPT = Duration.ofDays(400);

    private final Database database;

    public PostgresQualityStore(Database database) {
        this.database = database;
    }

    @Override
    public Map<ServiceId, ServiceQuality> find(Collection<ServiceId> services, Period period) {
        List<UUID> ids = services.stream().map(ServiceId::value).toList();
        return database.read(handle -> read(
                handle.createQuery(query("WHERE q.service = ANY(:services)")).bindArray("services", UUID.class, ids),
                period));
    }

    @Override
    public Map<ServiceId, ServiceQuality> findCalled(Period period) {
        return database.read(handle -> read(handle.createQuery(query("")), period));
    }

    private static String query(String condition) {
        return """
            WITH span AS (SELECT * FROM unnest(:grains, :starts, :ends) AS s (grain, first, last))
            SELECT q.service, q.measure, q.class, CAST(sum(q.calls) AS bigint) AS calls
            FROM service_quality q JOIN span s ON q.grain = s.grain AND q.bucket >= s.first AND q.bucket < s.last
            """ + condition + """

            GROUP BY q.service, q.measure, q.class
            """;
    }

    private static Map<ServiceId, ServiceQuality> read(Query query, Period period) {
        List<Span> spans = SummarySpans.of(period.from(), period.to());
        Map<ServiceId, Measures> measures = new HashMap<>();
        query.bindArray("grains", String.class, spans.stream().map(Span::grain).toList())
                .bindArray(
                        "starts",
                        OffsetDateTime.class,
                        spans.stream().map(span -> at(span.from())).toList())
                .bindArray(
                        "ends",
                        OffsetDateTime.class,
                        spans.stream().map(span -> at(span.to())).toList())
                .map((row, context) -> measures.computeIfAbsent(
                                new ServiceId(Columns.uuid(row, "service")), _ -> new Measures())
                        .add(row.getString("measure"), row.getInt("class"), row.getLong("calls")))
                .list();
        Map<ServiceId, ServiceQuality> found = new HashMap<>();
        measures.forEach((service, sums) -> found.put(service, sums.quality()));
        return found;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** The rows of one service. */
    private static final class Measures {
        private final Map<String, SortedMap<Integer, Long>> counts = new HashMap<>();

        Measures add(String measure, int figureClass, long calls) {
            counts.computeIfAbsent(measure, _ -> new TreeMap<>()).put(figureClass, calls);
            return this;
        }

        ServiceQuality quality() {
            return new ServiceQuality(
                    of(Verdict.SERVED.wireName()).sampleSize(),
                    of(Verdict.FAILED.wireName()).sampleSize(),
                    of(Verdict.NOT_COUNTED.wireName()).sampleSize(),
                    of(QualityRollup.ANSWER),
                    of(QualityRollup.FIRST_TOKEN),
                    of(QualityRollup.SPEED));
        }

        private Distribution of(String measure) {
            return new Distribution(counts.getOrDefault(measure, new TreeMap<>()));
        }
    }

    @Override
    public int purge(Instant now) {
        return database.write(handle -> handle.createUpdate("""
            DELETE FROM service_quality
            WHERE grain = 'minute' AND bucket < :minutes OR grain = 'hour' AND bucket < :hours
               OR grain = 'day' AND bucket < :days
            """)
                .bind("minutes", now.minus(MINUTES_KEPT))
                .bind("hours", now.minus(HOURS_KEPT))
                .bind("days", now.minus(DAYS_KEPT))
                .execute());
    }
}
