package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.publishing.probe.Habit;
import dev.llmmarketplace.core.publishing.probe.ListingFinding;
import dev.llmmarketplace.core.publishing.probe.ListingFinding.Check;
import dev.llmmarketplace.core.publishing.probe.ProbeStore;
import dev.llmmarketplace.core.publishing.probe.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** {@link ProbeStore} on PostgreSQL. */
public final class PostgresProbeStore implements ProbeStore {
    private final Database database;
    private final Suspension suspension;
    private final InstantSource clock;

    public PostgresProbeStore(Database database, PostgresCatalogStore catalog, InstantSource clock) {
        this.database = database;
        this.suspension = new Suspension(catalog, "quarantine");
        this.clock = clock;
    }

    @Override
    public void enrol(Instant now, Duration within) {
        database.change(handle -> handle.createUpdate("""
            INSERT INTO probe (version, due_at)
            SELECT listed.id, CAST(:now AS timestamptz) + random() * CAST(:millis AS double precision) * interval '1 ms'
            FROM (SELECT DISTINCT ON (v.service) v.id, v.manifest
                  FROM service_version v
                  WHERE v.status IN ('active', 'deprecated') AND NOT v.imported
                  ORDER BY v.service, %s) listed
            WHERE jsonb_array_length(listed.manifest -> 'endpoints') > 0
            ON CONFLICT DO NOTHING
            """.formatted(VersionRow.CURRENT_FIRST))
                .bind("now", now)
                .bind("millis", (double) within.toMillis())
                .execute());
    }

    @Override
    public Optional<Due> claim(Instant now, Instant until) {
        return database.write(handle -> handle.createQuery("""
            UPDATE probe SET due_at = :until
            WHERE version = (SELECT version FROM probe WHERE due_at <= :now
                             ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING version, failures, habits,
                      EXISTS (SELECT FROM quarantine q WHERE q.version = probe.version) AS quarantined
            """)
                .bind("now", now)
                .bind("until", until)
                .map((row, context) -> new Due(
                        new VersionId(Columns.uuid(row, "version")),
                        new Standing(
                                row.getInt("failures"),
                                List.of(CatalogJson.read(row.getString("habits"), Habit[].class))),
                        row.getBoolean("quarantined")))
                .findOne());
    }

    @Override
    public void forget(VersionId version) {
        database.change(handle -> {
            handle.createUpdate("DELETE FROM probe WHERE version = :version")
                    .bind("version", version.value())
                    .execute();
            handle.createUpdate("""
                UPDATE listing_finding SET closed_at = now()
                WHERE version = :version AND kind <> 'policy' AND closed_at IS NULL
                """).bind("version", version.value()).execute();
        });
    }

    @Override
    public void postpone(VersionId version, Instant due) {
        database.change(handle -> handle.createUpdate("UPDATE probe SET due_at = :due WHERE version = :version")
                .bind("version", version.value())
                .bind("due", due)
                .execute());
    }

    @Override
    public void record(ServiceVersion version, Standing standing, List<Check> checks, Instant due) {
        database.change(handle -> {
            handle.createUpdate("""
                UPDATE probe SET due_at = :due, failures = :failures, habits = CAST(:habits AS jsonb)
                WHERE version = :version
                """)
                    .bind("version", version.id().value())
                    .bind("due", due)
                    .bind("failures", standing.failures())
                    .bind("habits", CatalogJson.write(standing.habits()))
                    .execute();
            ListingFindingTable.record(handle, version, checks, clock.instant());
        });
    }

    @Override
    public boolean quarantine(VersionId version, String reason) {
        return database.write(
                handle -> suspension.begin(handle, version, reason, () -> enter(handle, version, reason)));
    }

    private void enter(Handle handle, VersionId version, String reason) {
        handle.createUpdate("INSERT INTO quarantine (version, reason, at) VALUES (:version, :reason, :at)")
                .bind("version", version.value())
                .bind("reason", reason)
                .bind("at", clock.instant())
                .execute();
    }

    /** The policies may have changed meanwhile, so that it is to be judged by them anew. */
    @Override
    public boolean readmit(VersionId version) {
        return database.write(handle -> {
            handle.createUpdate("DELETE FROM policy_judgement WHERE version = :version")
                    .bind("version", version.value())
                    .execute();
            return suspension.end(handle, version, "It passes the tests of the live service again.");
        });
    }

    @Override
    public List<ServiceVersion> sample(int limit) {
        return database.read(handle -> VersionQueries.sample(handle, limit));
    }

    @Override
    public List<ListingFinding> findings(ServiceId service) {
        return database.read(handle -> ListingFindingTable.of(handle, service));
    }
}
