package dev.llmmarketplace.adapters.embedded;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL of our own: its programs unpacked, its cluster in the data directory, its process beside ours,
 * listening on the loopback address behind a password. Thread-safe.
 *
 * <p>May be lost when this process, the server or the machine is killed: nothing that was committed. A killed process
 * leaves the server running; the next {@link #start} finds and stops it. The caller must make sure, by a lock of its
 * own, that no two processes use one directory.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String DATABASE = "marketplace";

    private final Postmaster postmaster;
    private final Secret password;

    private EmbeddedPostgres(Postmaster postmaster, Secret password) {
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
        Optional<Long> stranger = FormerServer.stop(cluster);
        Postmaster postmaster = Postmaster.launch(cluster, ServerLog.in(settings.directory()), stranger);
        EmbeddedPostgres server = new EmbeddedPostgres(postmaster, settings.password());
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

    /** Rolls back what is under way, writes everything to disk and ends the process. Idempotent. */
    @Override
    public void close() {
        try {
            postmaster.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.warn("The embedded PostgreSQL could not be stopped; the next start will", e);
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postmaster.port() + "/" + database;
    }
}
