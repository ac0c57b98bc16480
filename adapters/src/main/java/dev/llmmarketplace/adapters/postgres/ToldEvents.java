package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.event.DomainEvent.Position;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What the world outside is told, in the order of the outbox, as far as it is complete. */
final class ToldEvents {
    private static final int PORTION = 500;

    /** Has the parameters that {@link #query} binds. */
    static final String NEWS = """
        SELECT * FROM outbox
        WHERE told IS NOT NULL
          AND (transaction, sequence) > (CAST(CAST(:transaction AS text) AS xid8), :sequence)
          AND transaction < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY transaction, sequence LIMIT :portion
        """;

    private ToldEvents() {}

    /** @param sql with {@link #NEWS} in it */
    static Query query(Handle handle, String sql, Position after) {
        return handle.createQuery(sql)
                .bind("transaction", after.transaction())
                .bind("sequence", after.sequence())
                .bind("portion", PORTION);
    }
}
