package dev.llmmarketplace.adapters.embedded;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL of our own: its programs unpacked, its cluster in the data directory, its process beside ours,
 * listening on the loopback address behind a password. Thread-safe.
 *
 * <p>May be lost when this process, the server or the machine is killed: nothing that was committed. A killed process
 * leaves the server running; the next {@link #start} finds and stops it. A server that dies by itself is started again,
 * once {@link #keepRunning} was called. The caller must make sure, by a lock of its own, that no two processes use one
 * directory.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String DATABASE = "marketplace";

    private final Cluster cluster;
    private final Secret password;
    /** Held while a server is started or stopped. */
    private final ReentrantLock change = new ReentrantLock();

    private volatile Postmaster postmaster;
    private volatile boolean closed;

    private EmbeddedPostgres(Cluster cluster, Postmaster postmaster, Secret password) {
        this.cluster = cluster;
        this.postmaster = postmaster;
        this.password = password;
    }

    /**
     * Starts the server; the first time ever takes some seconds, later about half a second.
     *
     * @throws ProblemException {@code UNAVAILABLE} with a sentence for the operator when it cannot
     */
    public static EmbeddedPostgres start(EmbeddedSettings settings) {
        try {
            return startServer(settings);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ErrorCode.UNAVAILABLE, "The start of the embedded PostgreSQL was interrupted.");
        } catch (IOException | SQLException e) {
            log.debug("The embedded PostgreSQL did not start", e);
            throw new ProblemException(
                    ErrorCode.UNAVAILABLE, "The embedded PostgreSQL did not start: " + e.getMessage());
        }
    }

    private static EmbeddedPostgres startServer(EmbeddedSettings settings)
            throws IOException, SQLException, InterruptedException {
        Programs programs = Programs.of(PostgresSoftware.unpackedIn(settings.softwareCache()));
        Cluster cluster = Cluster.openOrCreate(settings.directory(), programs, settings.password());
        Postmaster postmaster = Postmaster.launch(cluster, FormerServer.stop(cluster), Postmaster.ANY_PORT);
        EmbeddedPostgres server = new EmbeddedPostgres(cluster, postmaster, settings.password());
        try {
            new Inspection(server).pass(DATABASE);
            return server;
        } catch (SQLException | RuntimeException refused) {
            postmaster.stop();
            throw refused;
        }
    }

    /** For JDBC; the port differs from start to start. */
    public String url() {
        return url(DATABASE);
    }

    public String user() {
        return Cluster.USER;
    }

    public Secret password() {
        return password;
    }

    /** False when the server's process has ended, whoever ended it. */
    public boolean alive() {
        return postmaster.alive();
    }

    /** The server's process, for measuring. */
    public long pid() {
        return postmaster.pid();
    }

    /** From now on, until {@link #close}, a server that ends is started again on the same port. */
    public void keepRunning() {
        Thread.ofVirtual().name("embedded-postgres-keeper").start(new Keeper(this));
    }

    /** Waits for the end of the server; false when it was closed. */
    boolean awaitUnwantedEnd() throws InterruptedException {
        postmaster.awaitEnd();
        change.lock();
        try {
            return !closed;
        } finally {
            change.unlock();
        }
    }

    /** A new server in place of one that has ended; false when it was closed in the meantime. */
    boolean relaunch() throws IOException, InterruptedException {
        change.lock();
        try {
            if (closed) {
                return false;
            }
            postmaster = Postmaster.launch(cluster, FormerServer.stop(cluster), postmaster.port());
            return true;
        } finally {
            change.unlock();
        }
    }

    /** Rolls back what is under way, writes everything to disk and ends the process. Idempotent. */
    @Override
    public void close() {
        change.lock();
        try {
            closed = true;
            postmaster.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.warn("The embedded PostgreSQL could not be stopped; the next start will", e);
        } finally {
            change.unlock();
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postmaster.port() + "/" + database;
    }
}
