package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.governance.Subject;
import dev.llmmarketplace.core.governance.Verdict;
import dev.llmmarketplace.core.governance.Verdict.Effect;
import dev.llmmarketplace.core.governance.Verdict.Grounds;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VerdictId;
import dev.llmmarketplace.core.kernel.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The statements on {@code verdict}. */
final class VerdictTable {
    private VerdictTable() {}

    static void store(Handle handle, Verdict verdict) {
        Written subject = written(verdict.subject());
        OrganisationId consumer = verdict.consumer();
        handle.createUpdate("""
                        INSERT INTO verdict (id, consumer, subject_kind, subject, effect, policy, reason, remediation,
                                             expires_at)
                        VALUES (:id, :consumer, :kind, :subject, :effect, :policy, :reason, :remediation, :expiresAt)
                        ON CONFLICT (id) DO UPDATE
                        SET consumer = excluded.consumer, subject_kind = excluded.subject_kind,
                            subject = excluded.subject, effect = excluded.effect, policy = excluded.policy,
                            reason = excluded.reason, remediation = excluded.remediation,
                            expires_at = excluded.expires_at
                        """)
                .bind("id", verdict.id().value())
                .bind("consumer", consumer == null ? null : consumer.value())
                .bind("kind", subject.kind())
                .bind("subject", subject.text())
                .bind("effect", verdict.effect().wireName())
                .bind("policy", verdict.grounds().policy())
                .bind("reason", verdict.grounds().reason())
                .bind("remediation", verdict.grounds().remediation())
                .bind("expiresAt", verdict.expiresAt())
                .execute();
    }

    /** False when there was none. */
    static boolean remove(Handle handle, VerdictId id) {
        return handle.createUpdate("DELETE FROM verdict WHERE id = :id")
                        .bind("id", id.value())
                        .execute()
                > 0;
    }

    static int purge(Handle handle, Instant expiredBefore) {
        return handle.createUpdate("DELETE FROM verdict WHERE expires_at < :before")
                .bind("before", expiredBefore)
                .execute();
    }

    /** Of all that the connection may see. */
    static Page<Verdict> page(Handle handle, Page.Request page) {
        List<Verdict> rows = handle.createQuery("SELECT * FROM verdict WHERE id > :after ORDER BY id LIMIT :limit")
                .bind("after", Cursor.id(page))
                .bind("limit", page.limit() + 1)
                .map((row, context) -> read(row))
                .list();
        return Cursor.page(rows, page, verdict -> verdict.id().toString());
    }

    static List<Verdict> inForce(Handle handle, @Nullable List<UUID> ids) {
        return handle.createQuery("""
                        SELECT * FROM verdict
                        WHERE (expires_at IS NULL OR expires_at > now()) AND (:all OR id = ANY (:ids))
                        """)
                .bind("all", ids == null)
                .bindArray("ids", UUID.class, ids == null ? List.of() : ids)
                .map((row, context) -> read(row))
                .list();
    }

    private static Verdict read(ResultSet row) throws SQLException {
        UUID consumer = row.getObject("consumer", UUID.class);
        return new Verdict(
                new VerdictId(Columns.uuid(row, "id")),
                consumer == null ? null : new OrganisationId(consumer),
                subject(row.getString("subject_kind"), row.getString("subject")),
                WireName.parse(Effect.class, row.getString("effect"), "effect"),
                new Grounds(row.getString("policy"), row.getString("reason"), row.getString("remediation")),
                Columns.nullableInstant(row, "expires_at"));
    }

    private record Written(String kind, String text) {}

    private static Written written(Subject subject) {
        return switch (subject) {
            case Subject.Service(ServiceId id) -> new Written("service", id.toString());
            case Subject.Model(String name) -> new Written("model", name);
            case Subject.Provider(OrganisationId id) -> new Written("provider", id.toString());
            case Subject.Everything() -> new Written("everything", "");
            case Subject.Country(String code) -> new Written("country", code);
        };
    }

    private static Subject subject(String kind, String text) {
        return switch (kind) {
            case "service" -> new Subject.Service(ServiceId.parse(text));
            case "model" -> new Subject.Model(text);
            case "provider" -> new Subject.Provider(OrganisationId.parse(text));
            case "everything" -> new Subject.Everything();
            case "country" -> new Subject.Country(text);
            default ->
                throw new IllegalStateException("a verdict about a " + kind + ", which this program does not know");
        };
    }
}
