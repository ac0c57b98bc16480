package dev.llmmarketplace.adapters.embedded;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The running server process. It is no child in the terminal's eyes: only {@link #stop} ends it. */
final class Postmaster {
    /** Recovery after a crash reads at most {@code max_wal_size}; this is far beyond that. */
    private static final long PATIENCE_SECONDS = 300;

    /** Together five seconds, far more than children of a killed server need to notice its death. */
    private static final int ATTEMPTS = 25;

    private static final long PAUSE_MILLIS = 200;

    static final int ANY_PORT = 0;

    private final Cluster cluster;
    private final Process process;
    private final int port;

    private Postmaster(Cluster cluster, Process process, int port) {
        this.cluster = cluster;
        this.process = process;
        this.port = port;
    }

    /**
     * Answers when connections are accepted.
     *
     * @param stranger a process that a stale file takes for a server of this cluster
     * @param port to listen on, or {@link #ANY_PORT}
     */
    static Postmaster launch(Cluster cluster, Optional<Long> stranger, int port)
            throws IOException, InterruptedException {
        ServerLog log = ServerLog.in(cluster.parent());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Postmaster postmaster = spawn(cluster, log, stranger, port == ANY_PORT ? freePort() : port);
            if (postmaster.awaitReady()) {
                return postmaster;
            }
            if (!log.saysTryAgain()) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        throw new ProblemException(
                ErrorCode.UNAVAILABLE,
                "The embedded PostgreSQL did not start; its log " + log.file() + " ends with: " + log.tail());
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    void stop() throws IOException, InterruptedException {
        if (process.isAlive()) {
            cluster.stopServer();
            // The files say that it has ended a moment before the operating system does.
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static Postmaster spawn(Cluster cluster, ServerLog log, Optional<Long> stranger, int port)
            throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("-D", cluster.directory().toString(), "-p", Integer.toString(port)));
        arguments.addAll(ServerSettings.arguments());
        ProcessBuilder command = cluster.programs().detachedCommand("postgres", arguments);
        // The variable by which pg_ctl tells PostgreSQL which process in the lock file is no server.
        stranger.ifPresent(pid -> command.environment().put("PG_GRANDPARENT_PID", Long.toString(pid)));
        Process process = log.receive(command).start();
        process.getOutputStream().close();
        return new Postmaster(cluster, process, port);
    }

    /** False when the process ended instead. */
    private boolean awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
            if (PostmasterFile.read(cluster.directory())
                    .filter(this::mineAndReady)
                    .isPresent()) {
                return true;
            }
            if (System.nanoTime() - deadline > 0) {
                cluster.stopServer();
                return false;
            }
        }
        return false;
    }

    private boolean mineAndReady(PostmasterFile file) {
        return file.pid() == process.pid() && file.ready();
    }

    /** Another program may take it before the server does; {@link #launch} then tries another. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
