package dev.llmmarketplace.adapters.postgres;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.llmmarketplace.core.audit.Action;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool of connections to a migrated database. Thread-safe. Whatever goes wrong with the database itself (gone, full,
 * read-only, overloaded) is {@code UNAVAILABLE}, never a driver's exception; the pool recovers by itself.
 */
public final class Database implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final int ATTEMPTS = 3;

    private final DatabaseSettings settings;
    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(DatabaseSettings settings, HikariDataSource pool) {
        this.settings = settings;
        this.pool = pool;
        this.jdbi = Jdbi.create(pool)
                .installPlugin(new PostgresPlugin())
                .registerArrayType(OffsetDateTime.class, "timestamptz")
                .registerArrayType(LocalDate.class, "date");
    }

    /**
     * Connects and brings the schema up to date.
     *
     * @throws dev.llmmarketplace.core.kernel.ProblemException {@code UNAVAILABLE} when the database cannot be reached,
     *     cannot be migrated, or is newer than this program
     */
    public static Database open(DatabaseSettings settings) {
        try {
            HikariDataSource pool = new HikariDataSource(Connections.pool(settings));
            try {
                Schema.migrate(pool);
                return new Database(settings, pool);
            } catch (RuntimeException e) {
                pool.close();
                throw e;
            }
        } catch (PoolInitializationException e) {
            throw Failures.unreachable(settings, e);
        }
    }

    /** True when it can be reached and written to. Answers within some seconds. */
    public boolean healthy() {
        try {
            return read(handle -> handle.createQuery("""
                SELECT NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off'
                """).mapTo(Boolean.class).one());
        } catch (ProblemException e) {
            return false;
        }
    }

    /** The pool itself, for drivers that bring their own statements. */
    public DataSource pool() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Runs statements that need no transaction of their own. */
    <T> T read(Work<T> work) {
        return repeatedly(() -> jdbi.withHandle(work::run));
    }

    /** Runs one transaction. What it changes is put down to the {@link Action} that is present. */
    <T> T write(Work<T> work) {
        return repeatedly(() -> jdbi.inTransaction(handle -> {
            Action.present().ifPresent(action -> AuditTable.actUnder(handle, action));
            return work.run(handle);
        }));
    }

    /** Runs statements that all see the database as it was at the first of them. */
    <T> T snapshot(Work<T> work) {
        // It changes nothing, so it does not matter whether the lost transaction had ended.
        return repeatedly(
                () -> jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, work::run),
                Failures::deadConnection);
    }

    /** Runs one transaction, never a second time. */
    void once(Consumer<Handle> work) {
        try {
            jdbi.useTransaction(work::accept);
        } catch (JdbiException e) {
            throw Failures.translate(e);
        }
    }

    /** Once more from the beginning after a lost deadlock, and where a connection of the pool turns out to be dead. */
    private <T> T repeatedly(Supplier<T> work) {
        return repeatedly(work, Failures::deadBeforeCommit);
    }

    private <T> T repeatedly(Supplier<T> work, Predicate<RuntimeException> harmlesslyLost) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (JdbiException e) {
                boolean dead = harmlesslyLost.test(e);
                if (attempt == ATTEMPTS || !dead && !Failures.deadlock(e)) {
                    throw Failures.translate(e);
                }
                if (dead) {
                    // Its neighbours in the pool have probably died of the same cause.
                    pool.getHikariPoolMXBean().softEvictConnections();
                }
            }
        }
    }

    /** Runs one transaction that sees and changes what {@code organisation} may, and nothing else of consumers. */
    <T> T actingFor(OrganisationId organisation, Work<T> work) {
        return write(handle -> {
            handle.createQuery("""
                SELECT set_config('role', 'marketplace_tenant', true) AS role,
                       set_config('app.organisation', :organisation, true) AS organisation
                """)
                    .bind("organisation", organisation.toString())
                    .mapToMap()
                    .one();
            return work.run(handle);
        });
    }

    /** As {@link #write}, without an answer. */
    void change(Consumer<Handle> work) {
        write(handle -> {
            work.accept(handle);
            return true;
        });
    }

    /**
     * As {@link #change}, for work where done is the safe guess: when the connection is lost at the commit, nobody knows
     * whether it is done, and this returns as if it were.
     */
    void changeOrAssumeChanged(Consumer<Handle> work) {
        repeatedly(() -> {
            try {
                jdbi.useTransaction(work::accept);
            } catch (TransactionException unanswered) {
                log.warn("Whether a transaction was committed is not known; it counts as committed", unanswered);
            }
            return true;
        });
    }

    /** As {@link #actingFor}, without an answer. */
    void changeFor(OrganisationId organisation, Consumer<Handle> work) {
        actingFor(organisation, handle -> {
            work.accept(handle);
            return true;
        });
    }

    /** A connection outside the pool, for listening. */
    Connection connect() throws SQLException {
        Properties properties = Connections.properties(settings);
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password().reveal());
        return DriverManager.getConnection(settings.url(), properties);
    }

    /** What is done with a connection. It may be run again from its beginning. */
    @FunctionalInterface
    interface Work<T> {
        T run(Handle handle);
    }
}
