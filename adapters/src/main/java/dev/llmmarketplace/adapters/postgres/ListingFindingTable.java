package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.publishing.probe.ListingFinding;
import dev.llmmarketplace.core.publishing.probe.ListingFinding.Check;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on {@code listing_finding}. */
final class ListingFindingTable {
    private static final String TOPIC = "publishing";

    private ListingFindingTable() {}

    /** Opens, refreshes and closes findings, and tells of those that were opened and closed. */
    static void record(Handle handle, ServiceVersion version, List<Check> checks, Instant now) {
        for (Check check : checks) {
            String complaint = check.complaint();
            if (complaint == null) {
                if (close(handle, version, check, now)) {
                    tell(handle, "finding.closed", version, check, "");
                }
            } else if (open(handle, version, check, complaint, now)) {
                tell(handle, "finding.opened", version, check, complaint);
            }
        }
    }

    private static boolean close(Handle handle, ServiceVersion version, Check check, Instant now) {
        return handle.createUpdate("""
            UPDATE listing_finding SET closed_at = :now
            WHERE version = :version AND kind = :kind AND subject = :subject AND closed_at IS NULL
            """)
                        .bind("version", version.id().value())
                        .bind("kind", check.kind().wireName())
                        .bind("subject", check.subject())
                        .bind("now", now)
                        .execute()
                > 0;
    }

    /** Those of a version that has come to its end. */
    static void closeAll(Handle handle, ServiceVersion version, Instant now) {
        handle.createQuery("""
            UPDATE listing_finding SET closed_at = :now WHERE version = :version AND closed_at IS NULL
            RETURNING kind, subject
            """)
                .bind("version", version.id().value())
                .bind("now", now)
                .map((row, context) -> new Check(kind(row.getString("kind")), row.getString("subject"), null))
                .list()
                .forEach(check -> tell(handle, "finding.closed", version, check, ""));
    }

    private static ListingFinding.Kind kind(String wireName) {
        return WireName.parse(ListingFinding.Kind.class, wireName, "kind");
    }

    /** False when it was open before. */
    private static boolean open(Handle handle, ServiceVersion version, Check check, String complaint, Instant now) {
        return handle.createQuery("""
            INSERT INTO listing_finding (id, service, version, kind, subject, detail, opened_at, seen_at)
            VALUES (:id, :service, :version, :kind, :subject, :detail, :now, :now)
            ON CONFLICT (version, kind, subject) WHERE closed_at IS NULL
                DO UPDATE SET detail = excluded.detail, seen_at = excluded.seen_at
            RETURNING id = :id
            """)
                .bind("id", UUID.randomUUID())
                .bind("service", version.service().value())
                .bind("version", version.id().value())
                .bind("kind", check.kind().wireName())
                .bind("subject", check.subject())
                .bind("detail", complaint)
                .bind("now", now)
                .mapTo(Boolean.class)
                .one();
    }

    private static void tell(Handle handle, String type, ServiceVersion version, Check check, String detail) {
        Map<String, String> payload = Map.of(
                "version", version.id().toString(),
                "name", version.manifest().name().toString(),
                "number", version.manifest().version().toString(),
                "kind", check.kind().wireName(),
                "subject", check.subject(),
                "detail", detail);
        Outbox.append(handle, TOPIC, new Outbox.Entry(type, version.service(), payload));
    }

    static List<ListingFinding> of(Handle handle, ServiceId service) {
        return handle.createQuery("""
            SELECT * FROM listing_finding WHERE service = :service
            ORDER BY closed_at IS NOT NULL, opened_at DESC LIMIT 100
            """)
                .bind("service", service.value())
                .map((row, context) -> new ListingFinding(
                        Columns.uuid(row, "id"),
                        service,
                        new VersionId(Columns.uuid(row, "version")),
                        kind(row.getString("kind")),
                        row.getString("subject"),
                        row.getString("detail"),
                        Columns.instant(row, "opened_at"),
                        Columns.instant(row, "seen_at"),
                        Columns.nullableInstant(row, "closed_at")))
                .list();
    }
}
