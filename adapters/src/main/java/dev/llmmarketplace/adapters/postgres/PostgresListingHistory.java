package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.publishing.ListingHistory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** {@link ListingHistory} from {@code audit_entry}. */
public final class PostgresListingHistory implements ListingHistory {
    private final Database database;

    public PostgresListingHistory(Database database) {
        this.database = database;
    }

    @Override
    public Page<Entry> of(ServiceId service, Page.Request page) {
        List<Entry> rows = database.read(handle -> handle.createQuery("""
            SELECT e.id, e.at, v.id AS version, e.change = 'created' AS created,
                   e.change = 'changed' AND coalesce(jsonb_exists(e.after, 'manifest'), false) AS revised,
                   CASE WHEN e.organisation IS NULL THEN 'program'
                        WHEN e.organisation = s.provider THEN 'provider'
                        ELSE 'marketplace' END AS side,
                   CASE WHEN e.organisation = s.provider THEN e.actor END AS actor,
                   e.after ->> 'status' AS status, e.after ->> 'status_reason' AS reason,
                   CAST(e.after ->> 'sunset_at' AS timestamptz) AS sunset_at, e.after ->> 'successor' AS successor
            FROM service s
            JOIN service_version v ON v.service = s.id
            JOIN audit_entry e ON e.subject = CAST(v.id AS text) AND e.kind = 'version'
            WHERE s.id = :service AND e.id < :before
            ORDER BY e.id DESC LIMIT :limit
            """)
                .bind("service", service.value())
                .bind("before", Cursor.number(page))
                .bind("limit", page.limit() + 1)
                .map((row, context) -> entry(row))
                .list());
        return Cursor.page(rows, page, entry -> Long.toString(entry.id()));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        UUID actor = row.getObject("actor", UUID.class);
        Instant sunset = Columns.nullableInstant(row, "sunset_at");
        return new Entry(
                row.getLong("id"),
                Columns.instant(row, "at"),
                new VersionId(Columns.uuid(row, "version")),
                row.getBoolean("created"),
                row.getBoolean("revised"),
                WireName.parse(Side.class, row.getString("side"), "side"),
                actor == null ? null : new UserId(actor),
                row.getString("status"),
                row.getString("reason"),
                sunset,
                row.getString("successor"));
    }
}
