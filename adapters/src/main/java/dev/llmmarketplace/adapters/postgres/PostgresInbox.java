package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.NotificationId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.notification.Inbox;
import dev.llmmarketplace.core.notification.NoticeKind;
import dev.llmmarketplace.core.notification.Notification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** {@link Inbox} on PostgreSQL. */
public final class PostgresInbox implements Inbox {
    private final Database database;

    public PostgresInbox(Database database) {
        this.database = database;
    }

    @Override
    public void put(List<Notification> notifications) {
        database.change(handle -> insert(handle, notifications));
    }

    @Override
    public Page<Notification> list(Owner owner, boolean unreadOnly, Page.Request page) {
        After after = After.of(page);
        List<Notification> rows = database.actingFor(
                owner.organisation(),
                handle -> handle.createQuery("""
                    SELECT * FROM notification
                    WHERE recipient = :recipient AND inbox AND (NOT :unreadOnly OR read_at IS NULL)
                      AND (CAST(:at AS timestamptz) IS NULL OR (created_at, id) < (:at, :id))
                    ORDER BY created_at DESC, id DESC LIMIT :limit
                    """)
                        .bind("recipient", owner.user().value())
                        .bind("unreadOnly", unreadOnly)
                        .bind("at", after.time())
                        .bind("id", after.id())
                        .bind("limit", page.limit() + 1)
                        .map((row, context) -> read(row))
                        .list());
        return Cursor.page(rows, page, one -> Cursor.join(one.createdAt(), one.id()));
    }

    @Override
    public boolean markRead(Owner owner, NotificationId id, Instant at) {
        return database.actingFor(
                owner.organisation(),
                handle -> handle.createUpdate("""
                    UPDATE notification SET read_at = coalesce(read_at, :at)
                    WHERE id = :id AND recipient = :recipient
                    """)
                                .bind("id", id.value())
                                .bind("recipient", owner.user().value())
                                .bind("at", at)
                                .execute()
                        > 0);
    }

    /** As each recipient has chosen; who wants it nowhere gets nothing. */
    static void insert(Handle handle, Collection<Notification> notifications) {
        PreparedBatch batch = handle.prepareBatch("""
            WITH wanted AS (
                SELECT coalesce(bool_or(p.inbox), true) AS inbox, coalesce(bool_or(p.mail), :mailed) AS mail
                FROM notification_preference p WHERE p.recipient = :recipient AND p.kind = :kind)
            INSERT INTO notification (id, organisation, recipient, kind, title, detail, service, created_at, inbox, mail,
                                      mail_due)
            SELECT :id, :organisation, :recipient, :kind, :title, :detail, :service, :at, inbox,
                   CASE WHEN mail THEN 'waiting' END, CASE WHEN mail THEN CAST(:at AS timestamptz) END
            FROM wanted WHERE inbox OR mail
            """);
        for (Notification one : notifications) {
            batch.bind("id", one.id().value())
                    .bind("organisation", one.organisation().value())
                    .bind("recipient", one.recipient().value())
                    .bind("kind", one.kind().wireName())
                    .bind("mailed", one.kind().mailed())
                    .bind("title", one.title())
                    .bind("detail", one.detail())
                    .bind(
                            "service",
                            one.service() == null ? null : one.service().value())
                    .bind("at", one.createdAt())
                    .add();
        }
        batch.execute();
    }

    private static Notification read(ResultSet row) throws SQLException {
        UUID service = row.getObject("service", UUID.class);
        return new Notification(
                new NotificationId(Columns.uuid(row, "id")),
                new OrganisationId(Columns.uuid(row, "organisation")),
                new UserId(Columns.uuid(row, "recipient")),
                WireName.parse(NoticeKind.class, row.getString("kind"), "kind"),
                row.getString("title"),
                row.getString("detail"),
                service == null ? null : new ServiceId(service),
                Columns.instant(row, "created_at"),
                Columns.nullableInstant(row, "read_at"));
    }
}
