package dev.llmmarketplace.adapters.dbscheduler;

import com.github.kagkarlsson.scheduler.task.Execution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Ends turns of jobs. Who makes a job due while it is carried out marks its row as woken; the statement that ends the turn
 * looks at the mark itself, so that there is no moment in which a job that is due is not in the table, or there for later
 * only. What another process has taken over meanwhile, because this one seemed dead, is left to that one.
 */
record Turns(DataSource database, String table) {
    private static final String ROW = " WHERE task_name = ? AND task_instance = ? AND version = ?";

    /**
     * @param next when it is to be looked at again; empty when that is not needed
     * @return true when it is due at once
     */
    boolean end(Execution execution, Optional<Instant> next, Instant now) {
        try (Connection connection = database.getConnection()) {
            if (next.isEmpty() && remove(connection, execution)) {
                return false;
            }
            return postpone(connection, execution, next.orElse(now), now);
        } catch (SQLException e) {
            throw new IllegalStateException("the turn of " + execution.taskInstance + " could not be ended", e);
        }
    }

    private boolean remove(Connection connection, Execution execution) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM " + table + ROW + " AND NOT woken")) {
            bind(statement, execution, 1);
            return statement.executeUpdate() > 0;
        }
    }

    private boolean postpone(Connection connection, Execution execution, Instant next, Instant now)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE " + table + """
             SET execution_time = CASE WHEN woken THEN ? ELSE ? END, woken = false, picked = false, picked_by = NULL,
                 last_heartbeat = NULL, last_success = ?, consecutive_failures = 0, version = version + 1
            """ + ROW + " RETURNING execution_time <= ?")) {
            statement.setObject(1, at(now));
            statement.setObject(2, at(next));
            statement.setObject(3, at(now));
            bind(statement, execution, 4);
            statement.setObject(7, at(now));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static void bind(PreparedStatement statement, Execution execution, int from) throws SQLException {
        statement.setString(from, execution.getTaskName());
        statement.setString(from + 1, execution.getId());
        statement.setLong(from + 2, execution.version);
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
