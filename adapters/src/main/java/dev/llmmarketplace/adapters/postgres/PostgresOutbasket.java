package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.NotificationId;
import dev.llmmarketplace.core.notification.Mail;
import dev.llmmarketplace.core.notification.Outbasket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** {@link Outbasket} on {@code notification}: each row is its own letter. */
public final class PostgresOutbasket implements Outbasket {
    private final Database database;
    private final InstantSource clock;

    public PostgresOutbasket(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public List<Mail> take(int limit, Duration lease) {
        return database.write(handle -> handle.createQuery("""
                        WITH due AS (
                            SELECT id FROM notification WHERE mail = 'waiting' AND mail_due <= :now
                            ORDER BY mail_due LIMIT :limit FOR UPDATE SKIP LOCKED
                        )
                        UPDATE notification n SET mail_due = :until
                        FROM due, marketplace_user u
                        WHERE n.id = due.id AND u.id = n.recipient
                        RETURNING n.id, u.email, n.title, n.detail, n.mail_failures, n.created_at
                        """)
                .bind("now", clock.instant())
                .bind("until", clock.instant().plus(lease))
                .bind("limit", limit)
                .map((row, context) -> {
                    String detail = row.getString("detail");
                    String title = row.getString("title");
                    return new Mail(
                            new NotificationId(Columns.uuid(row, "id")),
                            row.getString("email"),
                            title,
                            detail == null ? title : title + "\n\n" + detail,
                            row.getInt("mail_failures"),
                            Columns.instant(row, "created_at"));
                })
                .list());
    }

    @Override
    public void sent(NotificationId id) {
        end(id, "sent");
    }

    @Override
    public void dropped(NotificationId id) {
        end(id, "dropped");
    }

    private void end(NotificationId id, String state) {
        database.change(handle -> handle.createUpdate("""
                        UPDATE notification SET mail = :state, mail_due = NULL WHERE id = :id
                        """)
                .bind("id", id.value())
                .bind("state", state)
                .execute());
    }

    @Override
    public void postponed(NotificationId id, Instant until) {
        database.change(handle -> handle.createUpdate("""
                        UPDATE notification SET mail_due = :until, mail_failures = mail_failures + 1 WHERE id = :id
                        """)
                .bind("id", id.value())
                .bind("until", until)
                .execute());
    }
}
