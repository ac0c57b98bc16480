package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.governance.ComplianceStore;
import dev.llmmarketplace.core.governance.PolicyFinding;
import dev.llmmarketplace.core.kernel.VersionId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** {@link ComplianceStore} on PostgreSQL. */
public final class PostgresComplianceStore implements ComplianceStore {
    private static final String TOPIC = "governance";

    private static final int FETCH_SIZE = 200;

    /** Active versions that their providers have published, and those that policies have suspended. */
    private static final String UNDER_POLICY = "SELECT " + VersionRow.COLUMNS + """
            FROM service_version v
            JOIN service s ON s.id = v.service
            """ + VersionRow.JOINS + """
            LEFT JOIN policy_judgement j ON j.version = v.id
            WHERE NOT v.imported
              AND (v.status = 'active'
                   OR v.status = 'suspended' AND EXISTS (SELECT FROM policy_suspension x WHERE x.version = v.id))
            """;

    private final Database database;
    private final PostgresCatalogStore catalog;
    private final InstantSource clock;

    public PostgresComplianceStore(Database database, PostgresCatalogStore catalog, InstantSource clock) {
        this.database = database;
        this.catalog = catalog;
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
    public List<ServiceVersion> due(Instant before, Instant now, int limit) {
        return database.read(handle -> handle.createQuery(UNDER_POLICY + """
                          AND (j.version IS NULL OR j.judged_at < :before
                               OR EXISTS (SELECT FROM policy_waiver w
                                          WHERE w.service = s.name
                                            AND (w.granted_at >= j.judged_at
                                                 OR w.expires_at BETWEEN j.judged_at AND :now)))
                        ORDER BY v.id LIMIT :limit
                        """)
                .bind("before", before)
                .bind("now", now)
                .bind("limit", limit)
                .map(new VersionRow())
                .list());
    }

    @Override
    public void noteJudged(List<VersionId> versions, String basis, Instant at) {
        database.change(handle -> handle.createUpdate("""
                        INSERT INTO policy_judgement (version, basis, judged_at)
                        SELECT version, :basis, :at FROM unnest(:versions) AS version
                        ON CONFLICT (version) DO UPDATE SET basis = :basis, judged_at = :at
                        """)
                .bindArray(
                        "versions",
                        UUID.class,
                        versions.stream().map(VersionId::value).toList())
                .bind("basis", basis)
                .bind("at", at)
                .execute());
    }

    @Override
    public boolean suspend(VersionId version, List<PolicyFinding> findings) {
        return database.write(handle -> {
            ServiceVersion present = PostgresCatalogStore.lock(handle, version);
            if (present.status() != ServiceStatus.ACTIVE) {
                return false;
            }
            String reason = findings.stream().map(PolicyFinding::sentence).collect(Collectors.joining(" "));
            catalog.move(handle, present, ServiceStatus.SUSPENDED, reason);
            handle.createUpdate("""
                            INSERT INTO policy_suspension (version, findings, at)
                            VALUES (:version, CAST(:findings AS jsonb), :at)
                            """)
                    .bind("version", version.value())
                    .bind("findings", CatalogJson.write(findings))
                    .bind("at", clock.instant())
                    .execute();
            Outbox.append(handle, TOPIC, event("service.suspended", present, reason));
            return true;
        });
    }

    @Override
    public boolean reinstate(VersionId version) {
        return database.write(handle -> {
            ServiceVersion present = PostgresCatalogStore.lock(handle, version);
            if (present.status() != ServiceStatus.SUSPENDED || !suspendedByPolicy(handle, version)) {
                return false;
            }
            String reason = "It keeps all policies again.";
            catalog.move(handle, present, ServiceStatus.ACTIVE, reason);
            Outbox.append(handle, TOPIC, event("service.reinstated", present, reason));
            return true;
        });
    }

    private static boolean suspendedByPolicy(Handle handle, VersionId version) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM policy_suspension WHERE version = :version)")
                .bind("version", version.value())
                .mapTo(Boolean.class)
                .one();
    }

    private static Outbox.Entry event(String type, ServiceVersion version, String reason) {
        Map<String, String> payload = Map.of(
                "version", version.id().toString(),
                "name", version.manifest().name().toString(),
                "number", version.manifest().version().toString(),
                "reason", reason);
        return new Outbox.Entry(type, version.service(), payload);
    }
}
