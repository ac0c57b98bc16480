package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.event.DomainEvent;
import dev.llmmarketplace.core.event.EventLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * {@link EventLog} on the outbox. Transactions commit in another order than they write, so a reader that went by
 * sequence numbers would pass by an event that commits late. Here it only goes as far as {@code pg_snapshot_xmin}: what
 * is older than every transaction still running is complete. A long transaction anywhere in the server delays readers;
 * it never makes them miss anything.
 *
 * <p>Positions are of one server: after its data were dumped and loaded into another, readers start again.
 */
public final class PostgresEventLog implements EventLog {
    private final Database database;
    private final EventSignals signals;

    public PostgresEventLog(Database database, Announcements announcements) {
        this.database = database;
        this.signals = new EventSignals(announcements);
    }

    @Override
    public List<DomainEvent> read(String topic, DomainEvent.Position position, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT CAST(CAST(transaction AS text) AS bigint) AS transaction, sequence, topic, type, key,
                               CAST(payload AS text) AS payload, at
                        FROM outbox
                        WHERE topic = :topic
                          AND (transaction, sequence) > (CAST(CAST(:transaction AS text) AS xid8), :sequence)
                          AND transaction < pg_snapshot_xmin(pg_current_snapshot())
                        ORDER BY outbox.transaction, sequence LIMIT :limit
                        """)
                .bind("topic", topic)
                .bind("transaction", position.transaction())
                .bind("sequence", position.sequence())
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
    }

    @Override
    public DomainEvent.Position end() {
        return database.read(PostgresEventLog::end);
    }

    static DomainEvent.Position end(Handle handle) {
        return handle.createQuery("SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint)")
                .mapTo(Long.class)
                .map(oldestRunning -> new DomainEvent.Position(oldestRunning, 0))
                .one();
    }

    @Override
    public DomainEvent.Position horizon() {
        return database.read(handle -> handle.createQuery("""
                        SELECT CAST(CAST(transaction AS text) AS bigint) AS transaction, sequence FROM outbox_horizon
                        """)
                .map((row, context) -> new DomainEvent.Position(row.getLong("transaction"), row.getLong("sequence")))
                .one());
    }

    /**
     * Removes events that were written before {@code before}, and remembers how far they went. In the order of the log:
     * an event stays as long as one before it does.
     *
     * @return how many
     */
    public int purge(Instant before) {
        return database.write(handle -> handle.createQuery("""
                        WITH kept AS (
                            SELECT transaction, sequence FROM outbox WHERE at >= :before
                            ORDER BY transaction, sequence LIMIT 1
                        ), purged AS (
                            DELETE FROM outbox o
                            WHERE o.at < :before
                              AND NOT EXISTS (SELECT FROM kept k
                                              WHERE (o.transaction, o.sequence) > (k.transaction, k.sequence))
                            RETURNING o.transaction, o.sequence
                        ), furthest AS (
                            SELECT transaction, sequence FROM purged ORDER BY transaction DESC, sequence DESC LIMIT 1
                        ), moved AS (
                            UPDATE outbox_horizon h SET transaction = f.transaction, sequence = f.sequence
                            FROM furthest f WHERE (f.transaction, f.sequence) > (h.transaction, h.sequence)
                        )
                        SELECT count(*) FROM purged
                        """)
                .bind("before", before)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public void await(String topic, Duration timeout) throws InterruptedException {
        signals.await(timeout);
    }

    private static DomainEvent read(ResultSet row) throws SQLException {
        return new DomainEvent(
                new DomainEvent.Position(row.getLong("transaction"), row.getLong("sequence")),
                row.getString("topic"),
                row.getString("type"),
                row.getString("key"),
                row.getString("payload"),
                Columns.instant(row, "at"));
    }
}
