package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.NotificationId;
import dev.llmmarketplace.core.notification.Mail;
import dev.llmmarketplace.core.notification.Outbasket;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** {@link Outbasket} on {@code notification}: each row is its own letter. */
public final class PostgresOutbasket implements Outbasket {
    private final Database database;
    private final String holder;
    private final InstantSource clock;

    /** @param holder the name of this process, which no other has while it runs */
    public PostgresOutbasket(Database database, String holder, InstantSource clock) {
        this.database = database;
        this.holder = holder;
        this.clock = clock;
    }

    @Override
    public Optional<Mail> take(Duration lease) {
        return database.write(handle -> handle.createQuery("""
                        WITH due AS (
                            SELECT id FROM notification WHERE mail = 'waiting' AND mail_due <= :now
                            ORDER BY mail_due LIMIT 1 FOR UPDATE SKIP LOCKED
                        )
                        UPDATE notification n SET mail_due = :until, mail_taken_by = :holder
                        FROM due, marketplace_user u
                        WHERE n.id = due.id AND u.id = n.recipient
                        RETURNING n.id, u.email, n.title, n.detail, n.mail_failures, n.created_at
                        """)
                .bind("now", clock.instant())
                .bind("until", clock.instant().plus(lease))
                .bind("holder", holder)
                .map((row, context) -> read(row))
                .findOne());
    }

    private static Mail read(ResultSet row) throws SQLException {
        String detail = row.getString("detail");
        String title = row.getString("title");
        return new Mail(
                new NotificationId(Columns.uuid(row, "id")),
                row.getString("email"),
                title,
                detail == null ? title : title + "\n\n" + detail,
                row.getInt("mail_failures"),
                Columns.instant(row, "created_at"));
    }

    @Override
    public void release() {
        database.change(handle -> handle.createUpdate("""
                        UPDATE notification SET mail_due = :now, mail_taken_by = NULL
                        WHERE mail = 'waiting' AND mail_taken_by = :holder
                        """)
                .bind("now", clock.instant())
                .bind("holder", holder)
                .execute());
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
                        UPDATE notification SET mail = :state, mail_due = NULL, mail_taken_by = NULL WHERE id = :id
                        """)
                .bind("id", id.value())
                .bind("state", state)
                .execute());
    }

    @Override
    public void postponed(NotificationId id, Instant until) {
        database.change(handle -> handle.createUpdate("""
                        UPDATE notification
                        SET mail_due = :until, mail_failures = mail_failures + 1, mail_taken_by = NULL
                        WHERE id = :id
                        """)
                .bind("id", id.value())
                .bind("until", until)
                .execute());
    }
}
