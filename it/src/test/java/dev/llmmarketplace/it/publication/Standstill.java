package dev.llmmarketplace.it.publication;

import static dev.llmmarketplace.it.process.Patience.await;

import dev.llmmarketplace.it.process.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Holds submissions at the worst moment: a phase's work is done, and the transaction that stores this does not come to its
 * end; or somebody has decided, and the job that waited for it is not woken yet. Made of triggers, so that the program needs
 * no door for tests.
 */
final class Standstill implements AutoCloseable {
    /** Not a phase: a job that was to wait for long is brought forward. */
    static final String WAKING = "waking";

    private final Connection connection;

    private Standstill(Connection connection) {
        this.connection = connection;
    }

    static Standstill in(Path data) throws SQLException {
        Standstill standstill = new Standstill(EmbeddedDatabase.connect(data));
        standstill.execute("""
            CREATE TABLE IF NOT EXISTS standstill (phase text PRIMARY KEY);
            CREATE OR REPLACE FUNCTION stand_still() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF EXISTS (SELECT FROM standstill WHERE phase = OLD.phase) THEN
                    PERFORM pg_sleep(600);
                END IF;
                RETURN NEW;
            END $$;
            CREATE OR REPLACE TRIGGER stand_still BEFORE UPDATE ON submission
                FOR EACH ROW EXECUTE FUNCTION stand_still();
            CREATE OR REPLACE FUNCTION stand_still_waking() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF EXISTS (SELECT FROM standstill WHERE phase = 'waking') THEN
                    PERFORM pg_sleep(600);
                END IF;
                RETURN NEW;
            END $$;
            CREATE OR REPLACE TRIGGER stand_still BEFORE UPDATE ON scheduled_tasks
                FOR EACH ROW WHEN (NEW.execution_time < OLD.execution_time - interval '1 hour')
                EXECUTE FUNCTION stand_still_waking();
            """);
        return standstill;
    }

    /** From now on nobody gets past the end of {@code phase}, or past {@link #WAKING}. */
    void at(String phase) throws SQLException {
        execute("INSERT INTO standstill VALUES ('" + phase + "')");
    }

    void awaitSomebody() {
        await("a submission stands still").until(() -> count("wait_event = 'PgSleep'") > 0);
    }

    /** What the dead process was about to store is not stored. */
    void lift() throws SQLException {
        execute("DELETE FROM standstill");
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
        await("nobody stands still").until(() -> count("wait_event = 'PgSleep'") == 0);
    }

    private long count(String condition) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE " + condition)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
