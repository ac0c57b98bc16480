package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.Ids;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.sla.Breach;
import dev.llmmarketplace.core.sla.Breach.Kind;
import dev.llmmarketplace.core.sla.BreachStore;
import dev.llmmarketplace.core.sla.Finding;
import dev.llmmarketplace.core.sla.Promise;
import dev.llmmarketplace.core.sla.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@link BreachStore} on PostgreSQL. Sweeps of several processes wait for each other. */
public final class PostgresBreachStore implements BreachStore {
    private static final String TOPIC = "sla";

    private final Database database;

    public PostgresBreachStore(Database database) {
        this.database = database;
    }

    /** Which breach a finding is about. */
    private record Subject(ServiceId service, Promise promise) {}

    @Override
    public List<Breach.Change> record(List<Finding> findings, Instant now) {
        return database.write(handle -> {
            handle.execute("SELECT pg_advisory_xact_lock(hashtext('marketplace.sla_breach'))");
            Map<Subject, Breach> lasting = new HashMap<>();
            handle.createQuery("SELECT * FROM sla_breach WHERE ended_at IS NULL")
                    .map((row, context) -> breach(row))
                    .forEach(breach -> lasting.put(new Subject(breach.service(), breach.promise()), breach));
            List<Breach.Change> changes = new ArrayList<>();
            for (Finding finding : findings) {
                Breach before = lasting.remove(new Subject(finding.version().service(), finding.promise()));
                Breach after = after(before, finding, now);
                if (after != null) {
                    store(handle, after);
                    note(changes, before, after);
                }
            }
            for (Breach unheard : lasting.values()) {
                if (unheard.seenAt().isBefore(now.minus(FORGOTTEN_AFTER))) {
                    Breach over = ended(unheard, now);
                    store(handle, over);
                    changes.add(new Breach.Change(Kind.ENDED, over));
                }
            }
            Outbox.appendAll(
                    handle,
                    TOPIC,
                    changes.stream().map(PostgresBreachStore::event).toList());
            return changes;
        });
    }

    /** Null when there was none and is none. */
    private static @Nullable Breach after(@Nullable Breach before, Finding finding, Instant now) {
        Severity severity = finding.severity();
        if (severity == null) {
            return before == null ? null : ended(before, now);
        }
        Severity worst = before != null && before.severity().compareTo(severity) > 0 ? before.severity() : severity;
        return new Breach(
                before == null ? Ids.next() : before.id(),
                finding.version().service(),
                finding.version().provider(),
                before == null ? finding.version().id() : before.version(),
                finding.promise(),
                worst,
                finding.threshold(),
                finding.actual(),
                finding.sample(),
                before == null ? now : before.beganAt(),
                now,
                null);
    }

    private static Breach ended(Breach before, Instant now) {
        return new Breach(
                before.id(),
                before.service(),
                before.provider(),
                before.version(),
                before.promise(),
                before.severity(),
                before.threshold(),
                before.actual(),
                before.sample(),
                before.beganAt(),
                before.seenAt(),
                now);
    }

    private static void note(List<Breach.Change> changes, @Nullable Breach before, Breach after) {
        if (before == null) {
            changes.add(new Breach.Change(Kind.BEGAN, after));
        } else if (after.endedAt() != null) {
            changes.add(new Breach.Change(Kind.ENDED, after));
        } else if (after.severity() != before.severity()) {
            changes.add(new Breach.Change(Kind.WORSENED, after));
        }
    }

    private static void store(Handle handle, Breach breach) {
        handle.createUpdate("""
            INSERT INTO sla_breach (id, service, provider, version, promise, severity, threshold, actual,
                                    sample, began_at, seen_at, ended_at)
            VALUES (:id, :service, :provider, :version, :promise, :severity, :threshold, :actual,
                    :sample, :beganAt, :seenAt, :endedAt)
            ON CONFLICT (id) DO UPDATE
            SET severity = excluded.severity, threshold = excluded.threshold, actual = excluded.actual,
                sample = excluded.sample, seen_at = excluded.seen_at, ended_at = excluded.ended_at
            """)
                .bind("id", breach.id())
                .bind("service", breach.service().value())
                .bind("provider", breach.provider().value())
                .bind("version", breach.version().value())
                .bind("promise", breach.promise().wireName())
                .bind("severity", breach.severity().wireName())
                .bind("threshold", breach.threshold())
                .bind("actual", breach.actual())
                .bind("sample", breach.sample())
                .bind("beganAt", breach.beganAt())
                .bind("seenAt", breach.seenAt())
                .bind("endedAt", breach.endedAt())
                .execute();
    }

    private static Outbox.Entry event(Breach.Change change) {
        Breach breach = change.breach();
        return new Outbox.Entry(
                "sla.breach_" + change.kind().name().toLowerCase(Locale.ROOT),
                breach.service(),
                Map.of(
                        "breach", breach.id().toString(),
                        "provider", breach.provider().toString(),
                        "promise", breach.promise().wireName(),
                        "severity", breach.severity().wireName(),
                        "threshold", breach.threshold(),
                        "actual", breach.actual(),
                        "sample", breach.sample()));
    }

    @Override
    public Page<Breach> list(Filter filter, Page.Request page) {
        OrganisationId provider = filter.provider();
        List<Breach> rows = provider == null
                ? database.read(handle -> query(handle, filter, page))
                : database.actingFor(provider, handle -> query(handle, filter, page));
        return Cursor.page(rows, page, breach -> Cursor.join(breach.beganAt(), breach.id()));
    }

    private static List<Breach> query(Handle handle, Filter filter, Page.Request page) {
        After after = After.of(page);
        return handle.createQuery("""
            SELECT * FROM sla_breach
            WHERE (CAST(:provider AS uuid) IS NULL OR provider = :provider)
              AND (CAST(:service AS uuid) IS NULL OR service = :service)
              AND (ended_at IS NULL OR NOT :lastingOnly)
              AND (CAST(:afterTime AS timestamptz) IS NULL
                   OR (began_at, id) < (:afterTime, CAST(:afterId AS uuid)))
            ORDER BY began_at DESC, id DESC LIMIT :limit
            """)
                .bind(
                        "provider",
                        filter.provider() == null ? null : filter.provider().value())
                .bind(
                        "service",
                        filter.service() == null ? null : filter.service().value())
                .bind("lastingOnly", filter.lastingOnly())
                .bind("afterTime", after.time())
                .bind("afterId", after.id())
                .bind("limit", page.limit() + 1)
                .map((row, context) -> breach(row))
                .list();
    }

    @Override
    public List<Count> lasting() {
        return database.read(handle -> handle.createQuery("""
            SELECT promise, severity, count(*) AS breaches FROM sla_breach WHERE ended_at IS NULL
            GROUP BY promise, severity
            """)
                .map((row, context) -> new Count(
                        WireName.parse(Promise.class, row.getString("promise"), "promise"),
                        WireName.parse(Severity.class, row.getString("severity"), "severity"),
                        row.getLong("breaches")))
                .list());
    }

    private static Breach breach(ResultSet row) throws SQLException {
        UUID service = Columns.uuid(row, "service");
        return new Breach(
                Columns.uuid(row, "id"),
                new ServiceId(service),
                new OrganisationId(Columns.uuid(row, "provider")),
                new VersionId(Columns.uuid(row, "version")),
                WireName.parse(Promise.class, row.getString("promise"), "promise"),
                WireName.parse(Severity.class, row.getString("severity"), "severity"),
                row.getDouble("threshold"),
                row.getDouble("actual"),
                row.getLong("sample"),
                Columns.instant(row, "began_at"),
                Columns.instant(row, "seen_at"),
                Columns.nullableInstant(row, "ended_at"));
    }
}
