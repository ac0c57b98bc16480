package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.ListingJudgement.Note;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Notes by which policies versions were judged, and keeps a finding open for each warning. */
final class JudgementTable {
    private JudgementTable() {}

    /** @param warnings all that there are now */
    record Row(ServiceId service, VersionId version, List<Note> warnings) {}

    static void note(Handle handle, List<Row> judged, String basis, Instant at) {
        List<UUID> versions = judged.stream().map(row -> row.version().value()).toList();
        handle.createUpdate("""
                        INSERT INTO policy_judgement (version, basis, judged_at)
                        SELECT version, :basis, :at FROM unnest(:versions) AS version
                        ON CONFLICT (version) DO UPDATE SET basis = :basis, judged_at = :at
                        """)
                .bindArray("versions", UUID.class, versions)
                .bind("basis", basis)
                .bind("at", at)
                .execute();
        warn(handle, judged, versions, at);
    }

    /** Versions that are over need no finding any more. */
    static void forget(Handle handle, List<UUID> versions, Instant at) {
        handle.createUpdate("""
                        UPDATE listing_finding SET closed_at = :at
                        WHERE version = ANY (:versions) AND kind = 'policy' AND closed_at IS NULL
                        """)
                .bindArray("versions", UUID.class, versions)
                .bind("at", at)
                .execute();
    }

    private static void warn(Handle handle, List<Row> judged, List<UUID> versions, Instant at) {
        List<UUID> services = new ArrayList<>();
        List<UUID> warned = new ArrayList<>();
        List<String> policies = new ArrayList<>();
        List<String> details = new ArrayList<>();
        for (Row row : judged) {
            for (Note warning : row.warnings()) {
                services.add(row.service().value());
                warned.add(row.version().value());
                policies.add(warning.policy());
                details.add(warning.sentence());
            }
        }
        handle.createUpdate("""
                        UPDATE listing_finding f SET closed_at = :at
                        WHERE f.version = ANY (:versions) AND f.kind = 'policy' AND f.closed_at IS NULL
                          AND NOT EXISTS (SELECT FROM unnest(:warned, :policies) AS w (version, policy)
                                          WHERE w.version = f.version AND w.policy = f.subject)
                        """)
                .bindArray("versions", UUID.class, versions)
                .bindArray("warned", UUID.class, warned)
                .bindArray("policies", String.class, policies)
                .bind("at", at)
                .execute();
        if (warned.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        INSERT INTO listing_finding (id, service, version, kind, subject, detail, opened_at, seen_at)
                        SELECT gen_random_uuid(), w.service, w.version, 'policy', w.policy, w.detail, :at, :at
                        FROM unnest(:services, :warned, :policies, :details) AS w (service, version, policy, detail)
                        ON CONFLICT (version, kind, subject) WHERE closed_at IS NULL
                            DO UPDATE SET detail = excluded.detail, seen_at = excluded.seen_at
                        """)
                .bindArray("services", UUID.class, services)
                .bindArray("warned", UUID.class, warned)
                .bindArray("policies", String.class, policies)
                .bindArray("details", String.class, details)
                .bind("at", at)
                .execute();
    }
}
