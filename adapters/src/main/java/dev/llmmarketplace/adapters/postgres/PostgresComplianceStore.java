package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.governance.ComplianceStore;
import dev.llmmarketplace.core.governance.PolicyFinding;
import dev.llmmarketplace.core.kernel.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@link ComplianceStore} on PostgreSQL. */
public final class PostgresComplianceStore implements ComplianceStore {
    private static final int FETCH_SIZE = 200;

    /** For so long what was imported counts as judged by the policies that it was judged by. */
    private static final Duration A_DAY = Duration.ofDays(1);

    /** Listed versions, and those that policies have suspended. */
    private static final String UNDER_POLICY = "SELECT " + VersionRow.COLUMNS + """
            FROM service_version v
            JOIN service s ON s.id = v.service
            """ + VersionRow.JOINS + """
            LEFT JOIN policy_judgement j ON j.version = v.id
            WHERE (v.status IN ('active', 'deprecated')
                   OR v.status = 'suspended' AND EXISTS (SELECT FROM policy_suspension x WHERE x.version = v.id))
            """;

    private final Database database;
    private final Suspension suspension;
    private final InstantSource clock;

    public PostgresComplianceStore(Database database, PostgresCatalogStore catalog, InstantSource clock) {
        this.database = database;
        this.suspension = new Suspension(catalog, "policy_suspension");
        this.clock = clock;
    }

    @Override
    public void readAll(Consumer<ServiceVersion> reader) {
        database.once(handle -> {
            try (Stream<ServiceVersion> versions = handle
                    .createQuery(UNDER_POLICY + "ORDER BY s.name, v.id")
                    .setFetchSize(FETCH_SIZE)
                    .map(new VersionRow())
                    .stream()) {
                versions.forEach(reader);
            }
        });
    }

    @Override
    public List<ServiceVersion> due(Instant before, Instant now, @Nullable String basis, int limit) {
        return database.read(handle -> handle.createQuery(UNDER_POLICY + """
                          AND (j.version IS NULL
                               OR j.judged_at < :before
                                  AND (NOT v.imported OR j.judged_at < :stale
                                       OR j.basis IS DISTINCT FROM CAST(:basis AS text))
                               OR v.imported AND j.basis <> CAST(:basis AS text)
                               OR EXISTS (SELECT FROM listing_revision r
                                          WHERE r.version = v.id AND r.at >= j.judged_at)
                               OR EXISTS (SELECT FROM policy_waiver w
                                          WHERE w.service = s.name
                                            AND (w.granted_at >= j.judged_at
                                                 OR w.expires_at BETWEEN j.judged_at AND :now)))
                        ORDER BY v.id LIMIT :limit
                        """)
                .bind("before", before)
                .bind("now", now)
                .bind("stale", now.minus(A_DAY))
                .bind("basis", basis)
                .bind("limit", limit)
                .map(new VersionRow())
                .list());
    }

    @Override
    public void noteJudged(List<Judged> judged, String basis, Instant at) {
        List<JudgementTable.Row> rows = judged.stream()
                .map(one -> new JudgementTable.Row(
                        one.version().service(), one.version().id(), one.warnings()))
                .toList();
        database.change(handle -> JudgementTable.note(handle, rows, basis, at));
    }

    @Override
    public boolean suspend(VersionId version, List<PolicyFinding> findings) {
        return database.write(
                handle -> suspension.begin(handle, version, reason(findings), () -> enter(handle, version, findings)));
    }

    @Override
    public void hold(VersionId version, List<PolicyFinding> findings) {
        database.change(handle -> {
            PostgresCatalogStore.lock(handle, version);
            int released = handle.createUpdate("DELETE FROM quarantine WHERE version = :version")
                    .bind("version", version.value())
                    .execute();
            if (released > 0) {
                enter(handle, version, findings);
                handle.createUpdate("UPDATE service_version SET status_reason = :reason WHERE id = :version")
                        .bind("version", version.value())
                        .bind("reason", reason(findings))
                        .execute();
            }
        });
    }

    private static String reason(List<PolicyFinding> findings) {
        return findings.stream().map(PolicyFinding::sentence).collect(Collectors.joining(" "));
    }

    private void enter(Handle handle, VersionId version, List<PolicyFinding> findings) {
        handle.createUpdate("""
                        INSERT INTO policy_suspension (version, findings, at)
                        VALUES (:version, CAST(:findings AS jsonb), :at)
                        """)
                .bind("version", version.value())
                .bind("findings", CatalogJson.write(findings))
                .bind("at", clock.instant())
                .execute();
    }

    @Override
    public boolean reinstate(VersionId version) {
        return database.write(handle -> suspension.end(handle, version, "It keeps all policies again."));
    }
}
